// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread of the session: its apartment, its connections, its loop. See the essay at {@link ComSession}. */
final class ComWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ComWorker.class);

    /** After these the services of the namespace are of no use any more. */
    private static final Set<WmiStatus> CONNECTION_LOST = EnumSet.of(
            WmiStatus.RPC_DISCONNECTED,
            WmiStatus.RPC_SERVER_UNAVAILABLE,
            WmiStatus.RPC_CALL_FAILED,
            WmiStatus.CALL_FAILED_DNE,
            WmiStatus.RPC_SERVER_FAULT,
            WmiStatus.TRANSPORT_FAILURE,
            WmiStatus.CONNECTION_FAILED,
            WmiStatus.SHUTTING_DOWN);

    private final Ole ole;
    private final Wbem wbem;
    private final ComOptions options;
    private final Backoff backoff;
    private final BlockingQueue<Task<?>> queue;
    private final Runnable opening;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Map<String, Connection> connections = new HashMap<>();
    private volatile boolean stopping;

    ComWorker(Ole ole, Wbem wbem, ComOptions options, Backoff backoff, BlockingQueue<Task<?>> queue, Runnable opening) {
        this.ole = ole;
        this.wbem = wbem;
        this.options = options;
        this.backoff = backoff;
        this.queue = queue;
        this.opening = opening;
    }

    /** Completed once the thread is in its apartment, or has failed to enter it. */
    CompletableFuture<Boolean> ready() {
        return ready;
    }

    /** The thread ends after the task it is in, if that ever returns. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        int hresult = ole.ole32().CoInitializeEx(null, Com.COINIT_MULTITHREADED);
        if (Com.failed(hresult)) {
            // On a thread of our own nobody else can have chosen another apartment.
            ready.completeExceptionally(new IllegalStateException("CoInitializeEx answered " + WmiStatus.hex(hresult)));
            return;
        }
        opening.run();
        ready.complete(true);
        try {
            while (!stopping) {
                Task<?> task = queue.take();
                if (task.begin(this)) {
                    run(task);
                }
            }
        } catch (InterruptedException e) {
            // The session closes; nothing waits for this thread.
            Thread.currentThread().interrupt();
        } finally {
            connections.values().forEach(Connection::close);
            connections.clear();
            ole.ole32().CoUninitialize();
        }
    }

    private void run(Task<?> task) {
        try {
            attempt(task);
        } catch (RuntimeException | Error e) {
            task.fail(e);
        }
    }

    /**
     * Runs a task on the kept connection of its namespace. Where that turns out to be lost before anything was sent that may not
     * be repeated, it is built anew and the task runs once more.
     */
    private void attempt(Task<?> task) {
        boolean kept = connections.containsKey(task.namespace());
        try {
            task.run(connection(task));
        } catch (WmiException e) {
            if (!lost(e)) {
                throw e;
            }
            drop(task.namespace());
            if (!kept || task.call().sent()) {
                throw e;
            }
            LOG.info("connecting to {} again: {}", task.namespace(), e.getMessage());
            task.run(connection(task));
        }
    }

    private Connection connection(Task<?> task) {
        Connection kept = connections.get(task.namespace());
        if (kept != null) {
            return kept;
        }
        backoff.check(task.namespace(), task.call());
        try {
            Connection made = Connection.open(wbem, task.call(), task.namespace(), options.semisynchronous());
            backoff.connected(task.namespace());
            connections.put(task.namespace(), made);
            return made;
        } catch (WmiException e) {
            if (lost(e)) {
                backoff.failed(task.namespace(), e);
            }
            throw e;
        }
    }

    private void drop(String namespace) {
        Connection lost = connections.remove(namespace);
        if (lost != null) {
            lost.close();
        }
    }

    private static boolean lost(WmiException e) {
        return WmiStatus.of(e.fault().detail().hresult())
                .map(CONNECTION_LOST::contains)
                .orElse(false);
    }
}
