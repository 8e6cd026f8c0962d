// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Restored copies of virtual machines that lie ready on a site as the base of a seeded start (contract 5.6).
 *
 * @param site where they lie
 * @param collectionId the collection whose machines they are
 * @param memberIds the machines of which there is a copy
 */
record SeedRow(Site site, CollectionId collectionId, List<String> memberIds) implements StoredRow {

    SeedRow {
        memberIds = List.copyOf(memberIds);
    }

    @Override
    public Kind kind() {
        return Kind.SEED;
    }

    @Override
    public String key() {
        return key(site, collectionId);
    }

    static String key(Site site, CollectionId id) {
        return site.wireName() + "/" + id.value().toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<Instant> due() {
        return Optional.empty();
    }

    boolean covers(List<MemberRow> members) {
        return members.stream().allMatch(member -> memberIds.stream().anyMatch(member.id()::equalsIgnoreCase));
    }
}
