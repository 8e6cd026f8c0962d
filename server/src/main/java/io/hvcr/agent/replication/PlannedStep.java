// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import java.util.Objects;

/**
 * One host call of a plan.
 *
 * @param number from 1
 * @param call the method and its parameters
 * @param reason why it is needed, one sentence
 */
public record PlannedStep(int number, ReplicationCall call, String reason) {

    public PlannedStep {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(reason, "reason");
    }

    public ReplicationMethod method() {
        return call.method();
    }
}
