// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import io.hvcr.agent.host.ProcessRights;
import io.hvcr.agent.host.wmi.InstanceForm;
import io.hvcr.agent.host.wmi.WmiException;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiSession;
import io.hvcr.agent.host.wmi.WmiStatus;
import io.hvcr.agent.host.wmi.Wql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WMI through COM.
 *
 * <h2>Why threads of its own</h2>
 *
 * COM state hangs on the operating system's thread: the apartment, the error information, the proxies. A caller's thread may have
 * another apartment, a virtual thread has none that lasts, and creating and dropping COM objects on many short-lived threads makes
 * the process grow on Windows Server 2016 and later. So a few long-lived platform threads, each in the multithreaded apartment from
 * its start to its end, do all of COM, one call at a time. Each keeps its own connections, so that no proxy is ever used on two
 * threads, and a call needs no lock. Nothing of COM leaves this package: what callers get is plain Java.
 *
 * <h2>Why semisynchronous calls</h2>
 *
 * A synchronous call that hangs takes its thread with it: COM has no way to call it back. Asked semisynchronously, WMI answers at
 * once with an object to wait on, and the wait has a time-out. The waits are cut into slices of a second, and an absolute deadline
 * is checked after each, because a time-out per wait alone adds up without limit over the rows of a query. A call may hang all the
 * same, in the network for example. Then its caller waits a little longer than the deadline and writes the thread off: another one
 * takes its place, the number of those that hang is shown by {@link #stuckThreads}, and past a limit no call is begun any more,
 * because a process full of hanging threads helps nobody. A thread that does come back cleans up and ends.
 *
 * <h2>What a failure means</h2>
 *
 * Up to {@code ExecMethod} nothing has happened on the host: looking up the class, filling in parameters, a lost connection. Such a
 * call is repeated on a fresh connection if its connection was an old one, and otherwise reported as never sent. From
 * {@code ExecMethod} on it counts as sent, and is never repeated here, whatever comes back.
 *
 * <h2>Security</h2>
 *
 * CoInitializeSecurity goes out once, from the first thread, before any other use of COM: packet privacy and impersonation. If
 * somebody else in the process was first, that is logged and the blankets do it alone: every proxy, the services, the row sets and
 * the call results, gets the same levels before its first call (contract 4.1).
 */
public final class ComSession implements WmiSession {

    private static final Logger LOG = LoggerFactory.getLogger(ComSession.class);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(2);

    private final Ole ole;
    private final Wbem wbem;
    private final ComOptions options;
    private final Backoff backoff = new Backoff();
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<ComWorker> workers = new ArrayList<>();
    private final List<Thread> stuck = new ArrayList<>();
    private int named;
    private long writtenOff;
    private boolean closed;

    ComSession(Ole ole, Wbem.Activator activator, ComOptions options) {
        this.ole = ole;
        this.wbem = new Wbem(ole, activator);
        this.options = options;
        synchronized (this) {
            for (int i = 0; i < options.threads(); i++) {
                startWorker();
            }
        }
    }

    /** A session on this machine; fails where it is no Windows. It connects at the first call, not before. */
    public static ComSession open(ComOptions options) {
        Ole ole = Ole.load();
        return new ComSession(
                ole,
                (classId, interfaceId, out) ->
                        ole.ole32().CoCreateInstance(classId, null, Com.CLSCTX_INPROC_SERVER, interfaceId, out),
                options);
    }

    @Override
    public List<WmiObject> query(String namespace, String wql) {
        Call call = call("query " + Wql.subject(wql), wql);
        return run(new Task<>(call, namespace, c -> c.query(call, wql)));
    }

    @Override
    public WmiObject get(String namespace, String path) {
        Call call = call("get " + Wql.classOf(path), path);
        return run(new Task<>(call, namespace, c -> c.get(call, path)));
    }

    @Override
    public WmiObject spawn(String namespace, String className) {
        Call call = call("spawn " + className, null);
        return run(new Task<>(call, namespace, c -> c.spawn(call, className)));
    }

    @Override
    public WmiObject invoke(String namespace, String path, String method, List<WmiProperty> in) {
        Call call = call(method, path);
        return run(new Task<>(call, namespace, c -> c.invoke(call, path, method, in)));
    }

    @Override
    public String render(String namespace, WmiObject instance, InstanceForm form) {
        Call call = call("render " + instance.className(), null);
        return run(new Task<>(call, namespace, c -> c.render(call, instance, form)));
    }

    /** How many threads hang in a call that was written off. */
    public synchronized int stuckThreads() {
        stuck.removeIf(thread -> !thread.isAlive());
        return stuck.size();
    }

    /** How many threads were ever written off. */
    public synchronized long writtenOffThreads() {
        return writtenOff;
    }

    private Call call(String operation, @Nullable String path) {
        return new Call(operation, path, Deadline.in(options.callTimeout()));
    }

    private <T> T run(Task<T> task) {
        synchronized (this) {
            if (closed) {
                throw task.call().failed(WmiStatus.SHUTTING_DOWN, "the agent is stopping");
            }
            if (stuckThreads() >= options.stuckLimit()) {
                throw task.call()
                        .failed(
                                WmiStatus.SERVER_TOO_BUSY,
                                stuck.size()
                                        + " threads of the agent hang in WMI calls; restart the service Winmgmt, then the agent");
            }
            queue.add(task);
        }
        try {
            Duration patience = task.call().deadline().left().plus(grace());
            return task.result().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return late(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            task.giveUp();
            throw task.call().failed(WmiStatus.CALL_CANCELLED, "the caller was interrupted");
        } catch (ExecutionException e) {
            throw unwrapped(task, e);
        }
    }

    private Duration grace() {
        Duration tenth = options.callTimeout().dividedBy(10);
        return tenth.compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : tenth.plusMillis(100);
    }

    /** The time is over and no answer came: the task never began, or it hangs. */
    private <T> T late(Task<T> task) {
        queue.remove(task);
        if (task.giveUp()) {
            throw task.call().failed(WmiStatus.SERVER_TOO_BUSY, "all WMI threads of the agent were busy all the time");
        }
        ComWorker worker = task.worker();
        if (worker != null) {
            writeOff(worker);
        }
        throw task.call().failed(WmiStatus.TIMED_OUT, "the call hangs; its thread was given up");
    }

    private synchronized void writeOff(ComWorker worker) {
        int at = workers.indexOf(worker);
        if (at < 0 || closed) {
            return;
        }
        worker.stop();
        workers.remove(at);
        stuck.add(threads.remove(at));
        writtenOff++;
        LOG.warn("a WMI call hangs; its thread was given up ({} hang now)", stuck.size());
        startWorker();
    }

    /** Threads start one after the other: the first sets the security of the process. */
    private synchronized void startWorker() {
        boolean first = named == 0;
        ComWorker worker = new ComWorker(ole, wbem, options, backoff, queue, () -> {
            if (first) {
                initializeSecurity();
            }
        });
        Thread thread = Thread.ofPlatform().daemon().name("wmi-" + ++named).unstarted(worker);
        thread.start();
        worker.ready().join();
        workers.add(worker);
        threads.add(thread);
    }

    private void initializeSecurity() {
        int hresult = ole.ole32()
                .CoInitializeSecurity(
                        null,
                        -1,
                        null,
                        null,
                        Com.RPC_C_AUTHN_LEVEL_PKT_PRIVACY,
                        Com.RPC_C_IMP_LEVEL_IMPERSONATE,
                        null,
                        Com.EOAC_NONE,
                        null);
        if (hresult == Com.RPC_E_TOO_LATE) {
            LOG.warn("COM's security was set by somebody else in this process; every proxy gets its own");
        } else if (Com.failed(hresult)) {
            LOG.warn("CoInitializeSecurity answered {}; every proxy gets its own", WmiStatus.hex(hresult));
        }
    }

    private static RuntimeException unwrapped(Task<?> task, ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof WmiException fault) {
            return fault;
        }
        if (cause instanceof IllegalArgumentException) {
            return task.call().failed(WmiStatus.TYPE_MISMATCH, cause.getMessage());
        }
        return new IllegalStateException("a WMI call failed in the agent itself", cause);
    }

    /** COM acts as the process: no thread impersonates anybody. */
    @Override
    public ProcessRights rights() {
        return ProcessToken.rights();
    }

    @Override
    public void close() {
        List<Thread> ending;
        synchronized (this) {
            closed = true;
            workers.forEach(ComWorker::stop);
            ending = List.copyOf(threads);
        }
        ending.forEach(Thread::interrupt);
        queue.forEach(task -> {
            if (task.giveUp()) {
                task.fail(task.call().failed(WmiStatus.SHUTTING_DOWN, "the agent is stopping"));
            }
        });
        Deadline patience = Deadline.in(LONGEST_GRACE);
        for (Thread thread : ending) {
            try {
                thread.join(patience.left().plusMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
