// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.ReplicationMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the mishaps that were asked for and counts them down. */
final class Mishaps {

    /** The first mishap of a kind that fits; one less of it is left. */
    <M extends Mishap> Optional<M> take(Scene scene, Class<M> kind, Predicate<M> fits) {
        for (PlannedFault fault : scene.faults()) {
            if (kind.isInstance(fault.mishap()) && fits.test(kind.cast(fault.mishap()))) {
                if (fault.times() <= 1) {
                    scene.remove(fault);
                } else {
                    scene.put(new PlannedFault(fault.number(), fault.mishap(), fault.times() - 1));
                }
                return Optional.of(kind.cast(fault.mishap()));
            }
        }
        return Optional.empty();
    }

    /** The first mishap of a kind for a call. */
    <M extends Mishap> Optional<M> take(Scene scene, Class<M> kind, CollectionKey place, ReplicationMethod method) {
        return take(scene, kind, mishap -> mishap.target().hits(place, method));
    }

    /** The ids of the members that a method leaves behind. */
    List<String> leftBehind(Scene scene, CollectionRow row, ReplicationMethod method) {
        return take(scene, Mishap.Partial.class, row.place(), method)
                .map(partial -> row.members().stream()
                        .filter(member -> partial.members().stream().anyMatch(member::isMeantBy))
                        .map(MemberRow::id)
                        .toList())
                .orElse(List.of());
    }
}
