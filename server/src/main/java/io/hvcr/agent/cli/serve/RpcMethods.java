// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.api.ApiMethod;
import io.hvcr.agent.api.CallScope;
import io.hvcr.agent.rpc.NamedMethod;
import io.hvcr.agent.rpc.RpcMethod;
import java.util.List;

/** Hands the methods that {@code api} declares to {@code rpc}, which carries them; the two do not know each other's types. */
final class RpcMethods {

    private RpcMethods() {}

    static List<RpcMethod> of(List<ApiMethod<?, ?>> methods) {
        return methods.stream().<RpcMethod>map(RpcMethods::of).toList();
    }

    private static <P extends Record, R extends Record> NamedMethod<P, R> of(ApiMethod<P, R> method) {
        return new NamedMethod<>(
                method.name(),
                method.summary(),
                method.description(),
                method.changing(),
                method.params(),
                method.result(),
                (call, params) -> method.handler().handle(new CallScope(call.inBatch()), params));
    }
}
