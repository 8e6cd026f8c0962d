// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work for one of the session's threads, and the place where its caller waits. */
final class Task<T> {

    /** Where the task stands. Whoever changes WAITING decides: a thread that begins it, or a caller that gives up. */
    private enum State {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private final Call call;
    private final String namespace;
    private final Function<Connection, T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile @Nullable ComWorker worker;

    Task(Call call, String namespace, Function<Connection, T> work) {
        this.call = call;
        this.namespace = namespace;
        this.work = work;
    }

    Call call() {
        return call;
    }

    String namespace() {
        return namespace;
    }

    CompletableFuture<T> result() {
        return result;
    }

    @Nullable
    ComWorker worker() {
        return worker;
    }

    boolean begin(ComWorker by) {
        worker = by;
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    /** Whether the task had not begun, and now never will. */
    boolean giveUp() {
        return state.compareAndSet(State.WAITING, State.GIVEN_UP);
    }

    void run(Connection connection) {
        result.complete(work.apply(connection));
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }
}
