// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Groups the numbers of one {@link MetricsSource} by name, as Prometheus wants them. */
final class SnapshotSink implements MetricsSource.Sink {

    private static final String TOTAL = "_total";

    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();

    @Override
    public void gauge(String name, String help, Map<String, String> labels, double value) {
        gauges.computeIfAbsent(
                        name, ignored -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels(labels))
                        .value(value)
                        .build());
    }

    @Override
    public void counter(String name, String help, Map<String, String> labels, double value) {
        String bare = name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
        counters.computeIfAbsent(
                        bare, ignored -> CounterSnapshot.builder().name(bare).help(help))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels(labels))
                        .value(value)
                        .build());
    }

    private static Labels labels(Map<String, String> labels) {
        Labels.Builder builder = Labels.builder();
        new TreeMap<>(labels).forEach(builder::label);
        return builder.build();
    }

    List<MetricSnapshot> snapshots() {
        List<MetricSnapshot> all = new ArrayList<>();
        gauges.values().forEach(gauge -> all.add(gauge.build()));
        counters.values().forEach(counter -> all.add(counter.build()));
        return all;
    }
}
