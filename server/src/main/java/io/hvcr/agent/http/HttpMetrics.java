// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.rpc.RpcListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's metrics: calls by method and outcome, their durations, refusals of the transport, and what {@link MetricsSource}s have.
 *
 * <p>Give it to the RpcDispatcher as its listener and to the {@link HttpServer}.
 */
public final class HttpMetrics implements RpcListener {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final Logger LOG = LoggerFactory.getLogger(HttpMetrics.class);
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final List<MetricsSource> sources = new CopyOnWriteArrayList<>();
    private final Counter calls = Counter.builder()
            .name("hvcr_rpc_calls_total")
            .help("JSON-RPC calls by method and outcome (ok, or the reason of the error)")
            .labelNames("method", "outcome")
            .withoutExemplars()
            .register(registry);
    private final Histogram durations = Histogram.builder()
            .name("hvcr_rpc_duration_seconds")
            .help("How long JSON-RPC calls took, by method")
            .labelNames("method")
            .classicOnly()
            .classicUpperBounds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
            .withoutExemplars()
            .register(registry);
    private final Counter refusals = Counter.builder()
            .name("hvcr_http_refusals_total")
            .help("Requests refused before a method was looked for, by reason")
            .labelNames("reason")
            .withoutExemplars()
            .register(registry);

    /** Adds a source to every scrape from now on. */
    public void register(MetricsSource source) {
        sources.add(source);
    }

    @Override
    public void answered(String method, String outcome, long nanos) {
        calls.labelValues(method, outcome).inc();
        durations.labelValues(method).observe(nanos / NANOS);
    }

    void refused(Reason reason) {
        refusals.labelValues(reason.wireName()).inc();
    }

    /** The Prometheus text of everything. */
    byte[] text() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        registry.scrape().forEach(all::metricSnapshot);
        for (MetricsSource source : sources) {
            try {
                SnapshotSink sink = new SnapshotSink();
                source.collect(sink);
                for (MetricSnapshot snapshot : sink.snapshots()) {
                    all.metricSnapshot(snapshot);
                }
            } catch (RuntimeException broken) {
                LOG.warn("A source of metrics failed; the scrape goes on without it", broken);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try {
            writer.write(out, all.build());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
