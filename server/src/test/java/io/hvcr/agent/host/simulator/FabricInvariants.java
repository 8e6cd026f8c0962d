// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static io.hvcr.agent.domain.CollectionState.Known.COMMITTED;
import static io.hvcr.agent.domain.CollectionState.Known.CRITICAL;
import static io.hvcr.agent.domain.CollectionState.Known.DISABLED;
import static io.hvcr.agent.domain.CollectionState.Known.FAILOVER_INITIATED;
import static io.hvcr.agent.domain.CollectionState.Known.PARTIALLY_DISABLED;
import static io.hvcr.agent.domain.CollectionState.Known.PARTIALLY_ENABLED;
import static io.hvcr.agent.domain.CollectionState.Known.PARTIALLY_RECOVERED;
import static io.hvcr.agent.domain.CollectionState.Known.PLANNED_FAILOVER_INITIATED;
import static io.hvcr.agent.domain.CollectionState.Known.READY;
import static io.hvcr.agent.domain.CollectionState.Known.RECOVERED;
import static io.hvcr.agent.domain.CollectionState.Known.REPLICATING;
import static io.hvcr.agent.domain.CollectionState.Known.REPURPOSE_INITIATED;
import static io.hvcr.agent.domain.CollectionState.Known.RESYNCHRONIZING;
import static io.hvcr.agent.domain.CollectionState.Known.SUSPENDED;
import static io.hvcr.agent.domain.CollectionState.Known.TEST_FAILOVER_INITIATED;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_INITIAL_REPLICATION;
import static io.hvcr.agent.domain.CollectionState.Known.WAITING_RESYNCHRONIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.FailoverType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.domain.ReplicationHealth;
import io.hvcr.agent.domain.ReplicationStatistics;
import io.hvcr.agent.domain.Side;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.host.HyperVHost;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is true of every fabric at every moment. */
final class FabricInvariants {

    /** Contract 5.2. */
    private static final Set<CollectionState> OF_PRIMARY = Set.of(
            READY,
            WAITING_INITIAL_REPLICATION,
            REPLICATING,
            SUSPENDED,
            CRITICAL,
            WAITING_RESYNCHRONIZATION,
            RESYNCHRONIZING,
            PLANNED_FAILOVER_INITIATED,
            REPURPOSE_INITIATED,
            PARTIALLY_ENABLED,
            PARTIALLY_DISABLED);

    /** Contract 5.3. */
    private static final Set<CollectionState> OF_RECOVERY = Set.of(
            WAITING_INITIAL_REPLICATION,
            REPLICATING,
            FAILOVER_INITIATED,
            RECOVERED,
            COMMITTED,
            SUSPENDED,
            CRITICAL,
            RESYNCHRONIZING,
            TEST_FAILOVER_INITIATED,
            PARTIALLY_DISABLED,
            PARTIALLY_RECOVERED);

    private final SimulatedFabric fabric;
    private final Path file;
    private Instant latest = Instant.MIN;

    FabricInvariants(SimulatedFabric fabric, Path file) {
        this.fabric = fabric;
        this.file = file;
    }

    /** Everything that a refusal must leave as it is. */
    Set<StoredRow> things() {
        return things(fabric);
    }

    private static Set<StoredRow> things(SimulatedFabric fabric) {
        return fabric.store().read((picture, now) -> {
            Set<StoredRow> all = new HashSet<>();
            for (Site site : Site.values()) {
                all.addAll(picture.all(site));
                all.addAll(picture.jobs(site));
            }
            return all;
        });
    }

    void hold() {
        fabric.store().read((picture, now) -> {
            assertThat(now).as("time goes forward").isAfterOrEqualTo(latest);
            latest = now;
            for (Site site : Site.values()) {
                for (CollectionRow row : picture.all(site)) {
                    collection(picture, row, now);
                    jobs(picture.jobs(row.place()), now);
                }
            }
            return true;
        });
        for (Site site : Site.values()) {
            fabric.host(site).collections().forEach(found -> shown(fabric.host(site), found));
        }
    }

    private static void collection(Picture picture, CollectionRow row, Instant now) {
        String about = row.site() + " " + row.name() + " " + row.mode() + " " + row.state();
        Optional<CollectionRow> other =
                picture.collection(new CollectionKey(row.site().other(), row.id()));
        assertThat(row.replication() == null)
                .as(about + ": settings exist while it is replicated")
                .isEqualTo(row.side() == Side.NONE || row.side() == Side.TEST);
        switch (row.side()) {
            case NONE -> {
                assertThat(row.state()).as(about).isEqualTo(DISABLED);
                assertThat(row.failoverType()).as(about).isEqualTo(FailoverType.Known.NONE);
            }
            case PRIMARY -> {
                assertThat(OF_PRIMARY).as(about).contains(row.state());
                assertThat(other.map(CollectionRow::side))
                        .as(about + ": one primary")
                        .isNotEqualTo(Optional.of(Side.PRIMARY));
            }
            case RECOVERY -> recovery(picture, row, now, about);
            case TEST -> {
                assertThat(row.state()).as(about).isEqualTo(DISABLED);
                assertThat(row.testOf()).as(about).isNotNull();
            }
            case UNKNOWN -> throw new AssertionError(about);
        }
        if (row.replication() != null) {
            FabricRow fabric = picture.fabric();
            Views views = new Views(
                    now,
                    row.node(),
                    fabric.cluster(row.site()).zone(),
                    fabric.link().bytesPerSecond());
            statistics(views, row, about);
        }
        assertThat(row.members().stream().filter(MemberRow::locked).allMatch(MemberRow::off))
                .as(about + ": what is locked does not run")
                .isTrue();
        assertThat(row.due().filter(due -> !due.isAfter(now)))
                .as(about + ": nothing is overdue")
                .isEmpty();
    }

    private static void recovery(Picture picture, CollectionRow row, Instant now, String about) {
        assertThat(OF_RECOVERY).as(about).contains(row.state());
        boolean failedOver = row.state() == RECOVERED || row.state() == COMMITTED || row.state() == PARTIALLY_RECOVERED;
        // A removal that left members behind shows 15 whatever it was before.
        if (row.state() != PARTIALLY_DISABLED) {
            assertThat(row.failoverType() != FailoverType.Known.NONE)
                    .as(about + ": the type of the failover")
                    .isEqualTo(failedOver);
        }
        if (row.state() == COMMITTED) {
            assertThat(Points.at(row.replicated(), now))
                    .as(about + ": no points")
                    .isEmpty();
        }
        if (row.replicated().testId() != null) {
            assertThat(picture.collection(
                            new CollectionKey(row.site(), row.replicated().testId())))
                    .as(about + ": its test collection")
                    .isPresent();
        }
        assertThat(row.state() == TEST_FAILOVER_INITIATED && row.replicated().testId() == null)
                .as(about + ": 13 only with a test")
                .isFalse();
    }

    /** Contract 3.10, 5.1: one method's job at a time, gone five minutes after its end. */
    private static void jobs(List<JobRow> jobs, Instant now) {
        assertThat(jobs.stream().filter(job -> job.exclusive() && job.role() == JobRow.Role.METHOD))
                .as("one job at a time")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(jobs.stream().filter(JobRow::pending))
                .as("one schedule at a time")
                .hasSizeLessThanOrEqualTo(1);
        for (JobRow job : jobs) {
            assertThat(job.endedAt() == null ? now : job.endedAt().plus(JobRow.KEPT))
                    .as("kept five minutes: " + job)
                    .isAfterOrEqualTo(now);
            assertThat(job.due().filter(due -> !due.isAfter(now)))
                    .as("nothing is overdue: " + job)
                    .isEmpty();
        }
    }

    private static void shown(HyperVHost host, HostCollection collection) {
        for (HostJob job : host.jobs(collection)) {
            assertThat(job.percentComplete()).as(job.toString()).isBetween(0, 100);
            assertThat(job.state().succeeded()).as(job.toString()).isEqualTo(job.percentComplete() == 100);
        }
        List<RecoveryPoint> points = host.recoveryPoints(collection);
        assertThat(points).extracting(RecoveryPoint::createdAt).isSorted().allMatch(at -> !at.isAfter(host.hostTime()));
        host.settings(collection)
                .ifPresent(settings -> assertThat(points)
                        .hasSizeLessThanOrEqualTo(1 + Objects.requireNonNullElse(settings.recoveryHistory(), 0)));
    }

    private static void statistics(Views views, CollectionRow row, String about) {
        StatisticsReport report = views.statistics(row);
        ReplicationStatistics told = report.statistics();
        assertThat(report.healthIssues().isEmpty())
                .as(about + ": an issue for every health but OK: " + report)
                .isEqualTo(told.replicationHealth() == ReplicationHealth.Known.OK);
        assertThat(told.replicationSize()).as(about).isNotNegative();
        assertThat(told.pendingReplicationSize()).as(about).isNotNegative();
        assertThat(told.maxReplicationSize()).as(about).isBetween(0L, told.replicationSize());
    }

    /** Another process that opens the file sees the same. */
    void sameForAnother() {
        try (SimulatedFabric another = SimulatedFabric.open(file, InstantSource.fixed(TestFabric.NOON))) {
            assertThat(things(another)).isEqualTo(things());
        }
    }
}
