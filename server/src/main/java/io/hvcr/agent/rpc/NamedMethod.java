// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import java.util.Objects;

/**
 * A method of the API: named parameters bound to a record, a result written from one.
 *
 * @param <P> the parameters; what binds is described at {@link io.hvcr.agent.json.JsonBinder}
 * @param <R> the result: a record, or a {@code JsonObject}
 * @param name such as {@code replication.get}; {@code rpc.} is reserved
 * @param summary one line
 * @param description what it does, what it never does, its errors; Markdown, published by {@code rpc.discover}
 * @param changing whether it can change anything on the host or in the journal
 */
public record NamedMethod<P extends Record, R>(
        String name,
        String summary,
        String description,
        boolean changing,
        Class<P> params,
        Class<R> result,
        Handler<P, R> handler)
        implements RpcMethod {

    public NamedMethod {
        Objects.requireNonNull(handler, "handler");
        if (name.isBlank() || summary.isBlank()) {
            throw new IllegalArgumentException("a method has a name and a summary");
        }
    }

    /** What the method does. */
    @FunctionalInterface
    public interface Handler<P, R> {
        /**
         * Carries out one call.
         *
         * @throws io.hvcr.agent.domain.ProblemException with the error to answer
         */
        R handle(CallContext call, P params);
    }

    /** A method that changes nothing. */
    public static <P extends Record, R> NamedMethod<P, R> reading(
            String name, String summary, Class<P> params, Class<R> result, Handler<P, R> handler) {
        return new NamedMethod<>(name, summary, "", false, params, result, handler);
    }

    /** A method that can change something. */
    public static <P extends Record, R> NamedMethod<P, R> changing(
            String name, String summary, Class<P> params, Class<R> result, Handler<P, R> handler) {
        return new NamedMethod<>(name, summary, "", true, params, result, handler);
    }

    /** The same with a description. */
    public NamedMethod<P, R> describedAs(String text) {
        return new NamedMethod<>(name, summary, text, changing, params, result, handler);
    }
}
