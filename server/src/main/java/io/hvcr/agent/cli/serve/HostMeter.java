// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.http.MetricsSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls to the host and the time they take, for the metrics. */
final class HostMeter implements MeteredHost.Meter, MetricsSource {

    private static final double NANOS = 1e9;

    private final ConcurrentMap<Call, LongAdder> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> nanos = new ConcurrentHashMap<>();

    private record Call(String operation, String outcome) {}

    @Override
    public void called(String operation, String outcome, long took) {
        calls.computeIfAbsent(new Call(operation, outcome), any -> new LongAdder())
                .increment();
        nanos.computeIfAbsent(operation, any -> new LongAdder()).add(took);
    }

    @Override
    public void collect(Sink sink) {
        calls.forEach((call, count) -> sink.counter(
                "hvcr_host_calls_total",
                "Calls to the host by operation and outcome (ok, a return value, or the kind of fault)",
                Map.of("operation", call.operation(), "outcome", call.outcome()),
                count.doubleValue()));
        nanos.forEach((operation, sum) -> sink.counter(
                "hvcr_host_call_seconds_total",
                "Time spent in calls to the host, by operation",
                Map.of("operation", operation),
                sum.doubleValue() / NANOS));
    }
}
