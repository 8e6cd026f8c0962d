// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import java.util.List;

/** The methods of a simulated fabric as they are published. On a real host they answer {@code simulation_only}. */
final class SimulatorCatalog {

    /** What the names of all of them begin with. */
    static final String PREFIX = "simulator.";

    private SimulatorCatalog() {}

    static List<ApiMethod<?, ?>> methods(SimulatorMethods simulator) {
        return List.of(
                ApiMethod.changing(
                        "simulator.scenario",
                        "Replaces the simulated fabric by a scenario",
                        "By name, or by a document whose schema is published with the agent. Both sites are replaced, running jobs"
                                + " included. Only where the simulator answers.",
                        SimulatorMethods.Scenario.class,
                        SimulatorMethods.Now.class,
                        (scope, request) -> simulator.scenario(request)),
                ApiMethod.changing(
                        "simulator.advance",
                        "Moves the simulated fabric's clock on",
                        "What would have happened in that time has happened when it answers. Only where the simulator answers.",
                        SimulatorMethods.Advance.class,
                        SimulatorMethods.Now.class,
                        (scope, request) -> simulator.advance(request)),
                ApiMethod.changing(
                        "simulator.inject",
                        "Makes something happen to the simulated fabric",
                        "What no caller can ask a host for: power, a broken link, a full disk, the import of an exported copy, jobs"
                                + " that fail. Each kind has members of its own; a member that the kind does not have is refused."
                                + " Only where the simulator answers.",
                        Injection.class,
                        SimulatorMethods.Now.class,
                        (scope, request) -> simulator.inject(request)));
    }
}
