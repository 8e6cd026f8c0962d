// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

/**
 * A method of the API as this package declares it; the composition root hands it to whatever carries calls.
 *
 * @param <P> the record of its params
 * @param <R> the record of its result
 * @param name such as {@code replication.get}
 * @param summary one line
 * @param description what it does, what it never does, its errors; Markdown
 * @param changing whether it can change anything on the host or in the journal
 */
public record ApiMethod<P extends Record, R extends Record>(
        String name,
        String summary,
        String description,
        boolean changing,
        Class<P> params,
        Class<R> result,
        Handler<P, R> handler) {

    /** What the method does. */
    @FunctionalInterface
    public interface Handler<P, R> {
        /**
         * Answers a call.
         *
         * @throws io.hvcr.agent.domain.ProblemException with the error to answer
         */
        R handle(CallScope scope, P params);
    }

    static <P extends Record, R extends Record> ApiMethod<P, R> reading(
            String name, String summary, String description, Class<P> params, Class<R> result, Handler<P, R> handler) {
        return new ApiMethod<>(name, summary, description, false, params, result, handler);
    }

    static <P extends Record, R extends Record> ApiMethod<P, R> changing(
            String name, String summary, String description, Class<P> params, Class<R> result, Handler<P, R> handler) {
        return new ApiMethod<>(name, summary, description, true, params, result, handler);
    }
}
