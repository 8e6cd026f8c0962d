// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.host.HostIdentity;
import io.hvcr.agent.http.MetricsSource;
import io.hvcr.agent.replication.HealthReading;
import io.hvcr.agent.replication.Observed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator watches: per collection the state by number and name, the health, how long ago the last good cycle was, and what is
 * still to be sent. A scrape costs the three host calls of a list, whatever the number of collections; health is the cached reading.
 */
final class AgentMetrics implements MetricsSource {

    private static final Logger LOG = LoggerFactory.getLogger(AgentMetrics.class);

    private final AgentCore core;
    private final Supplier<HostIdentity> identity;
    private final String version;
    private final InstantSource clock;

    AgentMetrics(AgentCore core, Supplier<HostIdentity> identity, String version, InstantSource clock) {
        this.core = core;
        this.identity = identity;
        this.version = version;
        this.clock = clock;
    }

    @Override
    public void collect(Sink sink) {
        HostIdentity who = identity.get();
        sink.gauge(
                "hvcr_agent_info",
                "1; the labels say who answers",
                Map.of(
                        "version", version,
                        "backend", who.backend().wireName(),
                        "cluster", who.clusterName(),
                        "node", who.node()),
                1);
        List<Observed> all;
        try {
            all = core.observer().list();
        } catch (ProblemException down) {
            if (down.problem().reason() == Reason.JOURNAL_UNAVAILABLE) {
                throw down; // The agent's own trouble, and no word about the host.
            }
            // Whoever watches is told by the number; the log has it from those who wanted something of the host.
            LOG.debug("The host was not read for a scrape", down);
            up(sink, 0);
            return;
        }
        up(sink, 1);
        sink.gauge("hvcr_operations_running", "Operations of this agent that have not ended", Map.of(), (double)
                all.stream().filter(seen -> seen.operationId() != null).count());
        all.forEach(seen -> collection(sink, seen));
    }

    private static void up(Sink sink, int value) {
        sink.gauge(
                "hvcr_host_up",
                "1 while the host answers; 0 otherwise, and then nothing is told of collections",
                Map.of(),
                value);
    }

    private void collection(Sink sink, Observed seen) {
        Map<String, String> labels =
                Map.of("id", seen.id().value(), "collection", seen.collection().name());
        sink.gauge(
                "hvcr_collection_state",
                "ReplicationState by number, with its name as a label",
                with(labels, "state", seen.state().label()),
                seen.state().number());
        sink.gauge(
                "hvcr_collection_mode",
                "ReplicationMode by number, with its name as a label",
                with(labels, "mode", seen.mode().label()),
                seen.mode().number());
        HealthReading reading = seen.health();
        if (reading != null) {
            health(sink, labels, reading, seen.hostTime());
        }
    }

    private void health(Sink sink, Map<String, String> labels, HealthReading reading, Instant hostTime) {
        sink.gauge(
                "hvcr_collection_health",
                "Health by number (1 Ok, 2 Warning, 3 Critical), with its name as a label",
                with(labels, "health", reading.health().label()),
                reading.health().number());
        sink.gauge(
                "hvcr_collection_health_age_seconds",
                "How old the reading of health and statistics is",
                labels,
                (double) reading.age(clock.instant()).toSeconds());
        sink.gauge("hvcr_collection_pending_bytes", "Bytes that are still to be sent", labels, (double)
                reading.statistics().pendingReplicationSize());
        Instant last = reading.statistics().lastWalReplicationTime();
        if (last != null) {
            sink.gauge(
                    "hvcr_collection_last_replication_age_seconds",
                    "Seconds since the end of the last good cycle, by the host's clock",
                    labels,
                    (double) Math.max(0, Duration.between(last, hostTime).toSeconds()));
        }
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(name, value);
        return more;
    }
}
