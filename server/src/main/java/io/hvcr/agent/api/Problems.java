// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.replication.Operation;

/** Operations that ended badly while their caller waited are errors of the call. */
final class Problems {

    private Problems() {}

    static void throwIfFailed(Operation operation) {
        Problem error = operation.error();
        if (error != null) {
            throw error.operationId() != null
                    ? error.toException()
                    : error.toBuilder().operationId(operation.id()).toException();
        }
    }
}
