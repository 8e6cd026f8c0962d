// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import org.jspecify.annotations.Nullable;

/**
 * A call that got no return value: the management layer itself failed (contract 4.8). Every case keeps what was being
 * done and the layer's own text.
 */
public sealed interface HostFault {

    /** What was being done, such as {@code StartReplication} or {@code query Msvm_VirtualSystemCollection}. */
    String operation();

    /** The layer's own words, with what to do about it. */
    String text();

    /** The HRESULT, where there is one. */
    @Nullable
    Integer hresult();

    /** Whether a changing call may have taken effect all the same. */
    default boolean outcomeUnknown() {
        return this instanceof OutcomeUnknown;
    }

    /** The service cannot be reached: not running, node down, too busy. The call did not take effect. */
    record Unavailable(
            String operation, String text, @Nullable Integer hresult) implements HostFault {}

    /** There is no such host here: the machine has no Hyper-V cluster, and no waiting will give it one. */
    record Absent(String operation, String text, @Nullable Integer hresult) implements HostFault {}

    /** The agent's account lacks rights. */
    record Denied(String operation, String text, @Nullable Integer hresult) implements HostFault {}

    /** The object is gone. */
    record Missing(String operation, String text, @Nullable Integer hresult) implements HostFault {}

    /** The call was cut off after it may have been taken: time-out, broken connection. */
    record OutcomeUnknown(
            String operation, String text, @Nullable Integer hresult) implements HostFault {}

    /** The host wants the call on the node that owns the collection. */
    record WrongNode(
            String operation, String text, @Nullable Integer hresult, String ownerNode) implements HostFault {}

    /** Anything else that the layer refuses. The call did not take effect. */
    record Refused(String operation, String text, @Nullable Integer hresult) implements HostFault {}
}
