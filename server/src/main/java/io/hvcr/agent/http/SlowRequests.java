// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose request does not arrive within its time. The idle timeout alone does not do it: one byte every few
 * seconds keeps a connection alive for hours.
 *
 * <p>Looked at from time to time: a connection is at rest while no byte has come since its last whole request head, or since it was opened.
 * One that is not at rest, or has never sent a request, must get there within the limit. That a handler works long does not matter,
 * for then no bytes come.
 */
final class SlowRequests extends AbstractLifeCycle implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(SlowRequests.class);
    private static final int LOOKS_PER_LIMIT = 4;

    private final long limitNanos;
    private final Scheduler scheduler;
    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

    SlowRequests(Duration limit, Scheduler scheduler) {
        limitNanos = limit.toNanos();
        this.scheduler = scheduler;
    }

    /** Seen by the scheduler's thread alone after it was made. */
    private static final class Progress {
        private long messages;
        private long bytesAtRest;
        private long since = System.nanoTime();

        /** Whether the connection has been on its way to a request for longer than this. */
        private boolean isSlow(Connection connection, long now, long limit) {
            long messagesNow = connection.getMessagesIn();
            long bytesNow = connection.getBytesIn();
            boolean fresh = messages == 0 && messagesNow == 0;
            if (messagesNow != messages) {
                messages = messagesNow;
                bytesAtRest = bytesNow;
                since = now;
            } else if (!fresh && bytesNow == bytesAtRest) {
                since = now;
            }
            return now - since > limit;
        }
    }

    @Override
    protected void doStart() {
        scheduleNext();
    }

    private void scheduleNext() {
        scheduler.schedule(this::look, limitNanos / LOOKS_PER_LIMIT, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        // The one inside a TLS connection counts: it is open from the handshake on.
        if (!(connection instanceof SslConnection)) {
            connections.put(connection, new Progress());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        long now = System.nanoTime();
        connections.forEach((connection, progress) -> {
            if (progress.isSlow(connection, now, limitNanos)) {
                LOG.info(
                        "Closing a connection from {}: its request does not arrive",
                        connection.getEndPoint().getRemoteSocketAddress());
                connections.remove(connection);
                connection.getEndPoint().close();
            }
        });
        scheduleNext();
    }
}
