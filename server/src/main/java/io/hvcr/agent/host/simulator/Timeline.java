// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.time.Instant;
import java.util.Optional;

/** Lets happen, in order, what should have happened by now. */
interface Timeline {

    /** Moves the scene to a time, stopping at every event on the way. */
    void catchUp(Scene scene, Instant until);

    /** One event at its time. */
    interface Events {
        void happen(Scene scene, FabricFile.Due due);
    }

    /** A timeline of these events. */
    static Timeline of(Events events) {
        return (scene, until) -> {
            Optional<FabricFile.Due> next = scene.nextDue(until);
            while (next.isPresent()) {
                FabricFile.Due due = next.get();
                scene.moveTo(due.at());
                events.happen(scene, due);
                next = scene.nextDue(until);
                if (next.equals(Optional.of(due))) {
                    throw new IllegalStateException("nothing happened at " + due);
                }
            }
            scene.moveTo(until);
        };
    }
}
