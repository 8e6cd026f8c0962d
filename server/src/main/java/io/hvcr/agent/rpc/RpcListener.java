// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

/** Is told of every call when it is over, for the metrics. Must be quick and thread-safe. */
@FunctionalInterface
public interface RpcListener {

    /** The method of a request that names none that exists, or is no request at all. */
    String NO_METHOD = "none";

    /** The outcome of a call that was answered with a result. */
    String OK = "ok";

    /** Nobody listens. */
    RpcListener NONE = (method, outcome, nanos) -> {};

    /**
     * One call is over.
     *
     * @param method a registered name, or {@link #NO_METHOD}: never a text of the caller's
     * @param outcome {@link #OK}, or the reason of the error
     * @param nanos how long the call took
     */
    void answered(String method, String outcome, long nanos);
}
