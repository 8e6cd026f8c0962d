// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** {@code rpc.discover}: the OpenRPC document of a registry, made when it is first asked for. */
public final class Discovery {

    /** The one method whose name may begin with {@code rpc.} */
    public static final String METHOD = "rpc.discover";

    private final MethodRegistry methods;
    private final JsonBinder binder;
    private final Example.Source examples;
    private final String version;
    private volatile @Nullable JsonObject document;

    /**
     * The discovery of these methods.
     *
     * @param version of the agent
     */
    public Discovery(MethodRegistry methods, JsonBinder binder, Example.Source examples, String version) {
        this.methods = methods;
        this.binder = binder;
        this.examples = examples;
        this.version = version;
    }

    /** The OpenRPC 1.3.2 document. */
    public JsonObject document() {
        JsonObject ready = document;
        if (ready == null) {
            ready = new OpenRpcDocument(binder, examples).of(methods, version);
            document = ready;
        }
        return ready;
    }

    RpcMethod method() {
        return new RawMethod(METHOD, (call, params) -> {
            boolean none = params instanceof JsonArray array ? array.isEmpty() : params.equals(JsonObject.EMPTY);
            if (!none) {
                throw Problem.of(ErrorCode.INVALID_PARAMS, Reason.UNKNOWN_MEMBER, METHOD + " takes no params")
                        .path("params")
                        .hint("Leave params out.")
                        .toException();
            }
            return document();
        });
    }
}
