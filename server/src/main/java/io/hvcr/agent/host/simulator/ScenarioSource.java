// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.util.Objects;

/** Where the first scenario of a new fabric comes from. */
public sealed interface ScenarioSource {

    /** A scenario that the simulator knows by name. */
    record Named(String name) implements ScenarioSource {
        public Named {
            Objects.requireNonNull(name, "name");
        }
    }

    /** A scenario document in JSON. */
    record Document(String json) implements ScenarioSource {
        public Document {
            Objects.requireNonNull(json, "json");
        }
    }

    /** A dozen believable collections, most of them not replicated yet. */
    ScenarioSource DEFAULT = new Named("default");
}
