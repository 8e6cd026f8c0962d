// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.replication.Wait;

/** The words of the wire in those of the layer below. */
final class Waits {

    private Waits() {}

    static Wait of(WaitFor wait) {
        return switch (wait) {
            case ACCEPTED -> Wait.ACCEPTED;
            case STARTED -> Wait.STARTED;
            case SYNCHRONIZED -> Wait.SYNCHRONIZED;
        };
    }
}
