// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.json.JsonValue;

/** A method that reads its parameters itself, by position or by name; nothing is added to its result. */
public record RawMethod(String name, Handler handler) implements RpcMethod {

    /** What the method does. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Carries out one call.
         *
         * @param params an array, or an object (an empty one when the request has no params)
         * @throws io.hvcr.agent.domain.ProblemException with the error to answer
         */
        JsonValue handle(CallContext call, JsonValue params);
    }

    @Override
    public boolean changing() {
        return false;
    }
}
