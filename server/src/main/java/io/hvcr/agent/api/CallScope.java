// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method may know of the call besides its params.
 *
 * @param inBatch whether the call is an element of a batch, which is answered as a whole
 */
public record CallScope(boolean inBatch) {

    /** How long this call waits: what was asked for, or the method's own default; within a batch never longer than accepted. */
    WaitFor waitFor(@Nullable WaitFor asked, WaitFor byDefault) {
        if (!inBatch) {
            return asked == null ? byDefault : asked;
        }
        if (asked != null && asked != WaitFor.ACCEPTED) {
            throw Problem.invalid(
                            Reason.WAIT_NOT_POSSIBLE,
                            "wait",
                            "wait must be accepted within a batch, whose calls are answered together")
                    .allowed(List.of("accepted"))
                    .hint("Send wait accepted, or leave it out, and follow the operations with operation.wait.")
                    .toException();
        }
        return WaitFor.ACCEPTED;
    }
}
