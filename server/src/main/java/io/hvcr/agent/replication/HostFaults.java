// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.HostFault;

/** A call that got no return value, as a problem (contract 4.8, design 3.3). The port has put the advice into its text. */
final class HostFaults {

    private HostFaults() {}

    static Problem.Builder problem(HostFault fault) {
        String message = fault.operation() + " got no answer from the host: " + fault.text();
        Problem.Builder problem = switch (fault) {
            case HostFault.Unavailable unavailable ->
                Problem.of(ErrorCode.HOST_UNAVAILABLE, Reason.HOST_UNAVAILABLE, message)
                        .retryable(true);
            case HostFault.Absent absent ->
                Problem.of(ErrorCode.HOST_UNAVAILABLE, Reason.HOST_UNAVAILABLE, message)
                        .hint("Run 'hvcr-agent doctor' on this machine: it says what is missing.");
            case HostFault.Denied denied ->
                Problem.of(ErrorCode.HOST_REFUSED, Reason.ACCESS_DENIED, message)
                        .hint(
                                "Run the agent elevated, as a local administrator or a member of Hyper-V Administrators of every node.");
            case HostFault.Missing missing ->
                Problem.of(ErrorCode.NOT_FOUND, Reason.HOST_FAULT, message)
                        .hint("The object existed a moment ago: it was deleted, or moved to another node. Look again.");
            case HostFault.OutcomeUnknown unknown ->
                Problem.of(ErrorCode.OUTCOME_UNKNOWN, Reason.OUTCOME_UNKNOWN, message)
                        .outcome(Outcome.UNKNOWN)
                        .hint("Read the state before doing anything else: the call may have taken effect.");
            case HostFault.WrongNode wrongNode ->
                Problem.of(ErrorCode.WRONG_NODE, Reason.WRONG_NODE, message)
                        .ownerNode(wrongNode.ownerNode())
                        .hint("Send it to the agent on " + wrongNode.ownerNode() + ".");
            case HostFault.Refused refused -> Problem.of(ErrorCode.HOST_REFUSED, Reason.HOST_FAULT, message);
        };
        return problem.hresult(fault.hresult());
    }
}
