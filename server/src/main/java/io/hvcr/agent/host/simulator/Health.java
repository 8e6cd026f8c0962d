// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The health of a replication, by the rules that are documented for single virtual machines (contract 3.5), and the texts that say why.
 *
 * @param level the health
 * @param issues why it is not well, group first
 */
record Health(ReplicationHealth.Known level, List<String> issues) {

    private static final Duration STALE = Duration.ofHours(1);
    private static final int MISSED_PERCENT = 20;
    private static final Duration SLOW = Duration.ofMinutes(5);

    /** The health at a time, over a link that is so fast. */
    static Health of(CollectionRow row, Instant now, ZoneId zone, long bytesPerSecond) {
        if (row.replication() == null || row.side() == Side.NONE || row.side() == Side.TEST) {
            return new Health(ReplicationHealth.Known.NOT_APPLICABLE, List.of());
        }
        Examination examination = new Examination(row, row.replicated(), now, zone, bytesPerSecond);
        return new Health(examination.level(), List.copyOf(examination.issues));
    }

    /** One look at one collection; the worst finding counts. */
    private static final class Examination {
        private final CollectionRow row;
        private final Replication replication;
        private final Instant now;
        private final List<String> issues = new ArrayList<>();
        private boolean critical;

        Examination(CollectionRow row, Replication replication, Instant now, ZoneId zone, long bytesPerSecond) {
            this.row = row;
            this.replication = replication;
            this.now = now;
            state();
            trouble();
            Counters counters = Settling.counters(replication, now, row.changeBytesPerSecond(), zone);
            cycles(counters);
            latency(counters, bytesPerSecond);
            freshness();
        }

        ReplicationHealth.Known level() {
            if (critical) {
                return ReplicationHealth.Known.CRITICAL;
            }
            return issues.isEmpty() ? ReplicationHealth.Known.OK : ReplicationHealth.Known.WARNING;
        }

        private void state() {
            String group = "Replication of collection '" + row.name() + "' ";
            boolean primary = row.side() == Side.PRIMARY;
            if (!(row.state() instanceof CollectionState.Known known)) {
                warn(group + "is in the unknown state " + row.state().number() + ".");
                return;
            }
            switch (known) {
                case READY, WAITING_INITIAL_REPLICATION, PARTIALLY_ENABLED ->
                    warn(group + "has not completed its initial replication.");
                case SUSPENDED -> {
                    if (primary) {
                        warn(group + "is paused on the primary server.");
                    } else {
                        fail(group + "is paused on the Replica server.");
                    }
                }
                case CRITICAL -> fail(group + "has stopped and needs an administrator.");
                case WAITING_RESYNCHRONIZATION -> fail(group + "requires resynchronization.");
                case RESYNCHRONIZING -> warn(group + "is resynchronizing.");
                case FAILOVER_INITIATED, RECOVERED, COMMITTED, PARTIALLY_RECOVERED ->
                    warn(group + "has failed over and has no reverse replication.");
                case PLANNED_FAILOVER_INITIATED -> warn(group + "is prepared for a planned failover.");
                case PARTIALLY_DISABLED -> warn(group + "is removed from some virtual machines only.");
                case DISABLED, REPLICATING, REPURPOSE_INITIATED, TEST_FAILOVER_INITIATED -> {}
            }
        }

        private void trouble() {
            Trouble trouble = replication.trouble();
            if (trouble == null) {
                return;
            }
            String text = trouble.cause().text() + " (since " + trouble.since() + ").";
            if (trouble.cause() == Trouble.Cause.OTHER_SIDE_SUSPENDED) {
                fail(text);
            } else {
                warn(text);
            }
            row.members().forEach(member -> issues.add("Virtual machine '" + member.name() + "': " + text));
        }

        private void cycles(Counters counters) {
            long all = counters.success() + counters.missed();
            if (all > 0 && counters.missed() * 100 > all * MISSED_PERCENT) {
                warn(String.format(
                        Locale.ROOT,
                        "%d of %d replication cycles were missed since %s.",
                        counters.missed(),
                        all,
                        counters.since()));
            }
        }

        private void latency(Counters counters, long bytesPerSecond) {
            long seconds = counters.success() == 0 ? 0 : counters.bytes() / counters.success() / bytesPerSecond;
            if (seconds > SLOW.toSeconds()) {
                warn("A replication cycle took " + seconds + " seconds on average since " + counters.since() + ".");
            }
        }

        private void freshness() {
            Instant last = Cycles.lastSuccess(replication.flow(), now);
            boolean shouldFlow = row.state() == CollectionState.Known.REPLICATING
                    || row.state() == CollectionState.Known.TEST_FAILOVER_INITIATED;
            if (shouldFlow && last != null && Duration.between(last, now).compareTo(STALE) > 0) {
                warn("The last replication was more than an hour ago, at " + last + ".");
            }
        }

        private void warn(String text) {
            issues.add(text);
        }

        private void fail(String text) {
            critical = true;
            issues.add(text);
        }
    }
}
