// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods that can be called, in the order in which they are published. */
public final class MethodRegistry {

    private static final String RESERVED = "rpc.";

    private final Map<String, RpcMethod> methods = new LinkedHashMap<>();

    /**
     * Takes the methods in this order.
     *
     * @throws IllegalArgumentException for two of one name, or a name that JSON-RPC reserves
     */
    public MethodRegistry(Collection<? extends RpcMethod> all) {
        for (RpcMethod method : all) {
            if (method.name().startsWith(RESERVED)) {
                throw new IllegalArgumentException(method.name() + ": names that begin with rpc. are reserved");
            }
            if (methods.put(method.name(), method) != null) {
                throw new IllegalArgumentException("two methods named " + method.name());
            }
        }
    }

    public Optional<RpcMethod> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }

    public List<RpcMethod> all() {
        return List.copyOf(methods.values());
    }

    public List<String> names() {
        return List.copyOf(methods.keySet());
    }
}
