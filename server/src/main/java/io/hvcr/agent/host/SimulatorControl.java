// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import java.time.Duration;
import java.time.Instant;

/** What only a simulated host offers: scenes, time and mishaps. Documents are JSON texts with a published schema. */
public interface SimulatorControl {

    /** Replaces the fabric by a scenario that the simulator knows by name. Lists the names where it knows no such one. */
    void loadNamed(String name);

    /** Replaces the fabric by a scenario document; refused, with the member's path, before anything is changed. */
    void loadDocument(String json);

    /** Moves the fabric's clock forward and answers the new time. */
    Instant advance(Duration by);

    /** Makes something happen that no caller can ask a host for: power, link, disk, resync, import, faults. */
    void inject(String json);
}
