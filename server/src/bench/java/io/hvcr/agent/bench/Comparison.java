// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Several loads in turn, round by round, so that a machine that slows down slows everybody down. A ratio is taken within
 * a round; what is reported is the median of the rounds.
 */
final class Comparison {

    /** So many that everybody's code is compiled for good; a cold floor would flatter the agent. */
    private static final int WARM_UP = 20_000;

    private static final int ROUNDS = 15;
    private static final int REQUESTS = 2_000;
    private static final int CONNECTIONS = 8;

    private final List<Load> loads;

    Comparison(List<Load> loads) {
        this.loads = List.copyOf(loads);
    }

    /** The rows of the report: p50, p99 and throughput of each, and the first one's ratios against the others. */
    List<String> run() throws IOException {
        for (Load load : loads) {
            load.latencies(WARM_UP);
            load.throughput(CONNECTIONS, WARM_UP / CONNECTIONS);
        }
        double[][] p50 = new double[loads.size()][ROUNDS];
        double[][] p99 = new double[loads.size()][ROUNDS];
        double[][] perSecond = new double[loads.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < loads.size(); i++) {
                long[] nanos = loads.get(i).latencies(REQUESTS);
                p50[i][round] = nanos[nanos.length / 2] / 1_000.0;
                p99[i][round] = nanos[nanos.length * 99 / 100] / 1_000.0;
                perSecond[i][round] = loads.get(i).throughput(CONNECTIONS, REQUESTS / 2);
            }
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            rows.add(String.format(
                    Locale.ROOT,
                    "  %-34s p50 %7.0f µs   p99 %7.0f µs   %8.0f requests/s",
                    loads.get(i).target().name(),
                    median(p50[i]),
                    median(p99[i]),
                    median(perSecond[i])));
        }
        for (int i = 1; i < loads.size(); i++) {
            rows.add(String.format(
                    Locale.ROOT,
                    "  %-34s p50 %7.2f ×%35.2f ×",
                    loads.get(0).target().name() + " / " + loads.get(i).target().name(),
                    median(ratios(p50[0], p50[i])),
                    median(ratios(perSecond[0], perSecond[i]))));
        }
        return rows;
    }

    private static double[] ratios(double[] of, double[] to) {
        double[] ratios = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            ratios[i] = of[i] / to[i];
        }
        return ratios;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
