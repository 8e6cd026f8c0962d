// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.Side;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A collection on one site.
 *
 * @param site where it is
 * @param id its id, the same on both sites
 * @param name its name
 * @param collectionKind whether it holds virtual machines or other groups
 * @param node the node that owns the group
 * @param mode the part it plays
 * @param state its replication state
 * @param failoverType the kind of its last failover
 * @param changeBytesPerSecond how fast its machines change their disks
 * @param members its machines
 * @param disks their disks
 * @param testOf the recovery collection of which this is the test collection
 * @param replication everything that exists only while it is replicated
 */
record CollectionRow(
        Site site,
        CollectionId id,
        String name,
        HostCollection.Kind collectionKind,
        String node,
        CollectionMode mode,
        CollectionState state,
        FailoverType failoverType,
        long changeBytesPerSecond,
        List<MemberRow> members,
        List<DiskRow> disks,
        @Nullable CollectionId testOf,
        @Nullable Replication replication)
        implements StoredRow {

    CollectionRow {
        members = List.copyOf(members);
        disks = List.copyOf(disks);
    }

    @Override
    public Kind kind() {
        return Kind.COLLECTION;
    }

    @Override
    public String key() {
        return key(place());
    }

    static String key(CollectionKey place) {
        return place.site().wireName() + "/" + place.id().value().toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<Instant> due() {
        return replication == null ? Optional.empty() : replication.due();
    }

    CollectionKey place() {
        return new CollectionKey(site, id);
    }

    CollectionRef ref() {
        return new CollectionRef(id, name);
    }

    Side side() {
        return Side.of(mode);
    }

    boolean is(Side side, CollectionState.Known known) {
        return side() == side && state == known;
    }

    /** What exists only while it is replicated; asked only where it is. */
    Replication replicated() {
        if (replication == null) {
            throw new IllegalStateException(ref().describe() + " is not replicated on " + site.wireName());
        }
        return replication;
    }

    boolean replicable() {
        return collectionKind == HostCollection.Kind.VIRTUAL_SYSTEMS
                && disks.stream().allMatch(DiskRow::replicable);
    }

    boolean hasSharedDisks() {
        return disks.stream().anyMatch(DiskRow::shared);
    }

    /** The bytes of the disks that are replicated. */
    long replicatedBytes() {
        return disks.stream().mapToLong(DiskRow::bytes).sum();
    }

    /** This row with some of it changed. */
    CollectionRow edit(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new CollectionRow(
                site,
                id,
                name,
                collectionKind,
                node,
                draft.mode,
                draft.state,
                draft.failoverType,
                changeBytesPerSecond,
                draft.members,
                disks,
                testOf,
                draft.replication);
    }

    CollectionRow at(CollectionState changed) {
        return edit(draft -> draft.state = changed);
    }

    /** On a side and in a state, as the transition table speaks. */
    CollectionRow at(Side side, CollectionState changed) {
        return edit(draft -> draft.at(side, changed));
    }

    CollectionRow with(@Nullable Replication changed) {
        return edit(draft -> draft.replication = changed);
    }

    /** With its replication changed, which has to exist. */
    CollectionRow replicating(Consumer<Replication.Draft> change) {
        return with(replicated().edit(change));
    }

    /** The parts of a row that change in its life. */
    static final class Draft {
        CollectionMode mode;
        CollectionState state;
        FailoverType failoverType;
        List<MemberRow> members;

        @Nullable
        Replication replication;

        private Draft(CollectionRow row) {
            mode = row.mode;
            state = row.state;
            failoverType = row.failoverType;
            members = row.members;
            replication = row.replication;
        }

        void at(Side side, CollectionState changed) {
            mode = mode(side);
            state = changed;
        }

        void eachMember(UnaryOperator<MemberRow> change) {
            members = members.stream().map(change).toList();
        }
    }

    private static CollectionMode mode(Side side) {
        return switch (side) {
            case NONE -> CollectionMode.Known.NONE;
            case PRIMARY -> CollectionMode.Known.PRIMARY;
            case RECOVERY -> CollectionMode.Known.REPLICA;
            case TEST -> CollectionMode.Known.TEST_REPLICA;
            case UNKNOWN -> throw new IllegalArgumentException("no mode is behind an unknown side");
        };
    }
}
