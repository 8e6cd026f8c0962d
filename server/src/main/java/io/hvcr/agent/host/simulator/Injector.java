// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_RESYNCHRONIZATION;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.PowerState;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes injections happen. What makes no sense where it is asked for, is refused in a sentence, and nothing is changed. */
final class Injector {

    private static final Set<CollectionState.Known> MAY_RUN_ON_RECOVERY_SIDE = EnumSet.of(
            CollectionState.Known.RECOVERED,
            CollectionState.Known.COMMITTED,
            CollectionState.Known.PARTIALLY_RECOVERED);

    private final CopyInjections copies;

    Injector(CopyEngine copies, ExportWriter exports, ExportPaths paths) {
        this.copies = new CopyInjections(copies, exports, paths);
    }

    /** The JSON Schema of injections. */
    static JsonObject schema() {
        return Documents.BINDER.inputSchema(Injection.class);
    }

    /** Reads a document, strictly. */
    static Injection read(String json) {
        try {
            return Documents.BINDER.read(Json.parse(json, JsonLimits.REQUEST), Injection.class);
        } catch (JsonException e) {
            throw Problem.invalid(Reason.PARSE_ERROR, "", "the injection is not valid JSON: " + e.getMessage())
                    .path(null)
                    .toException();
        }
    }

    void apply(Scene scene, Injection injection) {
        switch (injection) {
            case Injection.Power power -> power(scene, power);
            case Injection.Link link -> link(scene, link);
            case Injection.Disk disk -> disk(scene, disk);
            case Injection.Resync resync -> resync(scene, find(scene, resync.site(), resync.collection()));
            case Injection.ImportCopy copy -> copies.importCopy(scene, copy);
            case Injection.RestoredCopy copy -> copies.restoredCopy(scene, copy);
            case Injection.State state -> state(scene, state);
            case Injection.Broker broker -> broker(scene, broker);
            case Injection.Member member -> member(scene, member);
            case Injection.Clear clear -> scene.faults().forEach(scene::remove);
            case Injection.JobFailure failure -> plan(scene, failure.times(), MishapReader.of(scene, failure));
            case Injection.JobVanish vanish ->
                plan(
                        scene,
                        vanish.times(),
                        new Mishap.JobVanishes(
                                MishapReader.target(scene, vanish.site(), vanish.collection(), vanish.method())));
            case Injection.JobNotTold untold ->
                plan(
                        scene,
                        untold.times(),
                        new Mishap.JobNotTold(
                                MishapReader.target(scene, untold.site(), untold.collection(), untold.method())));
            case Injection.ReturnValue value ->
                plan(
                        scene,
                        value.times(),
                        new Mishap.Answers(
                                MishapReader.target(scene, value.site(), value.collection(), value.method()),
                                value.number()));
            case Injection.Partial partial ->
                plan(
                        scene,
                        partial.times(),
                        new Mishap.Partial(
                                MishapReader.target(scene, partial.site(), partial.collection(), partial.method()),
                                partial.members()));
            case Injection.Fault fault -> plan(scene, fault.times(), MishapReader.of(scene, fault));
        }
    }

    private static void plan(Scene scene, int times, Mishap mishap) {
        scene.put(new PlannedFault(scene.nextNumber(), mishap, times));
    }

    private static void power(Scene scene, Injection.Power power) {
        CollectionRow row = find(scene, power.site(), power.collection());
        List<String> ids = members(row, power.members());
        boolean off = power.state() == PowerState.Known.OFF;
        boolean passive = row.side() == Side.RECOVERY
                && !(row.state() instanceof CollectionState.Known known && MAY_RUN_ON_RECOVERY_SIDE.contains(known));
        if (!off && passive) {
            throw refused(
                    Reason.INVALID_STATE,
                    "the virtual machines of " + row.ref().describe() + " are replicas in state "
                            + row.state().describe() + " and start only after a failover");
        }
        for (MemberRow member : row.members()) {
            if (!off && member.locked() && ids.contains(member.id())) {
                throw refused(
                        Reason.INVALID_STATE,
                        "'" + member.name() + "' is locked by a planned failover and cannot start; revert it first");
            }
        }
        scene.put(row.edit(
                draft -> draft.eachMember(member -> ids.contains(member.id()) ? member.with(power.state()) : member)));
    }

    private static void link(Scene scene, Injection.Link link) {
        Link before = scene.fabric().link();
        scene.put(scene.fabric().with(new Link(link.up(), link.failure(), before.bytesPerSecond())));
        adjustAll(scene);
    }

    private static void adjustAll(Scene scene) {
        for (Site site : Site.values()) {
            for (CollectionRow row : scene.all(site)) {
                if (row.side() == Side.PRIMARY) {
                    CycleEngine.adjust(scene, row.id());
                }
            }
        }
    }

    private static void disk(Scene scene, Injection.Disk disk) {
        if (disk.collection() != null) {
            CollectionRow row = find(scene, disk.site(), disk.collection());
            if (row.replication() == null) {
                throw refused(Reason.NOT_REPLICATED, row.ref().describe() + " is not replicated");
            }
            fill(scene, row, disk.full());
            CycleEngine.adjust(scene, row.id());
            return;
        }
        scene.put(scene.fabric().with(disk.site(), scene.cluster(disk.site()).withDiskFull(disk.full())));
        for (CollectionRow row : scene.all(disk.site())) {
            if (row.is(Side.PRIMARY, REPLICATING) && disk.full()) {
                fill(scene, row, true);
            }
        }
        adjustAll(scene);
    }

    /** A full volume stops a replica; on the primary side the log of changes is lost (contract 5.2). */
    private static void fill(Scene scene, CollectionRow row, boolean full) {
        if (row.side() == Side.RECOVERY) {
            scene.put(row.replicating(draft -> draft.diskFull = full));
        } else if (full && row.is(Side.PRIMARY, REPLICATING)) {
            resync(scene, row);
        }
    }

    private static void resync(Scene scene, CollectionRow row) {
        boolean possible = row.side() == Side.PRIMARY
                && row.replicated().complete()
                && (row.state() == REPLICATING
                        || row.state() == CollectionState.Known.SUSPENDED
                        || row.state() == CollectionState.Known.CRITICAL);
        if (!possible) {
            throw refused(
                    Reason.INVALID_STATE,
                    row.ref().describe() + " is in mode " + row.mode().describe() + ", state "
                            + row.state().describe() + "; a resynchronization becomes necessary in mode 1, states 3, 7"
                            + " and 8");
        }
        scene.put(row.with(CycleEngine.settled(scene, row).edit(draft -> {
                    draft.before = null;
                    draft.trouble = null;
                }))
                .at(WAITING_RESYNCHRONIZATION));
        CycleEngine.adjust(scene, row.id());
    }

    private static void state(Scene scene, Injection.State state) {
        CollectionRow row = find(scene, state.site(), state.collection());
        Side wanted = state.mode() == null ? row.side() : Side.of(state.mode());
        if (row.replication() == null && (wanted == Side.PRIMARY || wanted == Side.RECOVERY)) {
            throw refused(
                    Reason.NOT_REPLICATED,
                    row.ref().describe() + " is not replicated and cannot be put into mode "
                            + (wanted == Side.PRIMARY ? 1 : 2));
        }
        scene.put(row.edit(draft -> {
            draft.state = state.state() == null ? draft.state : state.state();
            draft.mode = state.mode() == null ? draft.mode : state.mode();
            draft.failoverType = state.failoverType() == null ? draft.failoverType : state.failoverType();
        }));
        if (row.replication() != null) {
            CycleEngine.adjust(scene, row.id());
        }
    }

    private static void broker(Scene scene, Injection.Broker broker) {
        Cluster cluster = scene.cluster(broker.site());
        scene.put(scene.fabric()
                .with(
                        broker.site(),
                        cluster.withBroker(
                                either(broker.online(), cluster.brokerOnline()),
                                either(broker.replicaEnabled(), cluster.replicaEnabled()),
                                either(broker.kerberosPort(), cluster.kerberosPort()),
                                either(broker.certificatePort(), cluster.certificatePort()),
                                either(broker.acceptedPrimaries(), cluster.acceptedPrimaries()))));
    }

    private static void member(Scene scene, Injection.Member change) {
        CollectionRow row = find(scene, change.site(), change.collection());
        String id = member(row, change.member()).id();
        String node = change.node();
        if (node != null && !SettingsRules.contains(scene.cluster(row.site()).nodes(), node)) {
            throw Problem.invalid(Reason.INVALID_VALUE, "node", "'" + node + "' is no node of the cluster")
                    .allowed(scene.cluster(row.site()).nodes())
                    .toException();
        }
        scene.put(row.edit(draft -> draft.eachMember(member -> member.id().equals(id)
                ? new MemberRow(
                        member.id(),
                        member.name(),
                        either(node, member.node()),
                        member.power(),
                        member.locked(),
                        either(change.highlyAvailable(), member.highlyAvailable()),
                        either(change.replicatedAlone(), member.replicatedAlone()),
                        member.left())
                : member)));
    }

    private static <T> T either(@Nullable T first, T second) {
        return first == null ? second : first;
    }

    /** The collection that a word means: an id in any case, or an exact name that only one has. */
    static CollectionRow find(Scene scene, Site site, String word) {
        if (!word.isBlank() && word.length() <= CollectionId.MAX_LENGTH) {
            CollectionRow byId = scene.collection(new CollectionKey(site, new CollectionId(word)))
                    .orElse(null);
            if (byId != null) {
                return byId;
            }
        }
        Collection<CollectionRow> named = scene.named(site, word);
        if (named.size() == 1) {
            return named.iterator().next();
        }
        List<String> allowed = new ArrayList<>();
        (named.isEmpty() ? scene.all(site) : named)
                .stream()
                        .limit(100)
                        .forEach(row -> allowed.add(
                                named.isEmpty() ? row.name() : row.id().value()));
        Reason reason = named.isEmpty() ? Reason.UNKNOWN_COLLECTION : Reason.AMBIGUOUS_COLLECTION;
        throw Problem.invalid(
                        reason,
                        "collection",
                        named.isEmpty()
                                ? "site " + site.wireName() + " has no collection '" + word + "'"
                                : "several collections are called '" + word + "'; use an id")
                .allowed(allowed)
                .toException();
    }

    static MemberRow member(CollectionRow row, String word) {
        return row.members().stream()
                .filter(member -> member.isMeantBy(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                                Reason.INVALID_VALUE,
                                "member",
                                "'" + word + "' is no member of " + row.ref().describe())
                        .allowed(row.members().stream().map(MemberRow::name).toList())
                        .toException());
    }

    static List<String> members(CollectionRow row, @Nullable List<String> words) {
        return words == null
                ? row.members().stream().map(MemberRow::id).toList()
                : words.stream().map(word -> member(row, word).id()).toList();
    }

    static ProblemException refused(Reason reason, String message) {
        return Problem.of(ErrorCode.CONFLICT, reason, message).toException();
    }
}
