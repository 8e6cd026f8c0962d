// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.replication.HealthReading;
import io.hvcr.agent.replication.Observed;
import io.hvcr.agent.replication.Operation;
import io.hvcr.agent.replication.OperationStep;
import io.hvcr.agent.replication.Plan;
import io.hvcr.agent.replication.Warning;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers of the declarative methods, made of what the layer below says. */
final class Answers {

    private final InstantSource clock;

    Answers(InstantSource clock) {
        this.clock = clock;
    }

    /** An item of a list: nothing but what costs no call of its own. */
    ObservedAnswer item(Observed seen) {
        return observed(seen, Set.of());
    }

    ObservedAnswer observed(Observed seen, Set<ReplicationRequests.Part> parts) {
        HealthReading health = seen.health();
        List<RecoveryPoint> points = seen.recoveryPoints();
        HostCollection test = seen.testCollection();
        HostJob job = seen.job();
        return new ObservedAnswer(
                seen.collection(),
                seen.side(),
                seen.mode(),
                seen.state(),
                health == null ? null : health.health(),
                health == null ? null : health.age(clock.instant()).toSeconds(),
                seen.satisfies().stream().sorted().toList(),
                Document.of(seen.collection(), seen.document()),
                seen.pendingStart(),
                job == null ? null : JobAnswer.of(job),
                seen.operationId(),
                members(seen, parts),
                parts.contains(ReplicationRequests.Part.STATISTICS) && seen.statistics() != null
                        ? StatisticsValues.of(seen.statistics().statistics())
                        : null,
                parts.contains(ReplicationRequests.Part.HEALTH_ISSUES) && health != null ? health.issues() : null,
                parts.contains(ReplicationRequests.Part.RECOVERY_POINTS)
                        ? points == null
                                ? List.of()
                                : points.stream().map(RecoveryPointAnswer::of).toList()
                        : null,
                parts.contains(ReplicationRequests.Part.TEST_COLLECTION)
                        ? new OptionalRef(test == null ? null : test.ref())
                        : null,
                warnings(seen.warnings()));
    }

    private static @Nullable List<ObservedAnswer.MemberAnswer> members(
            Observed seen, Set<ReplicationRequests.Part> parts) {
        return parts.contains(ReplicationRequests.Part.MEMBERS) && seen.members() != null
                ? seen.members().stream().map(ObservedAnswer.MemberAnswer::of).toList()
                : null;
    }

    PlanAnswer plan(Plan plan) {
        return new PlanAnswer(
                plan.collection(),
                plan.changed(),
                plan.digest(),
                plan.blocked() == null
                        ? null
                        : new PlanAnswer.BlockedAnswer(
                                plan.blocked().reason(),
                                plan.blocked().message(),
                                plan.blocked().returnValue(),
                                plan.blocked().path(),
                                plan.blocked().next()),
                plan.needs(),
                plan.steps().stream()
                        .map(step -> new PlanAnswer.StepAnswer(
                                step.number(), step.method(), CallParams.of(step.call()), step.reason()))
                        .toList(),
                warnings(plan.warnings()),
                Document.of(plan.collection(), plan.before()),
                Document.of(plan.collection(), plan.after()));
    }

    OperationAnswer operation(Operation operation) {
        return new OperationAnswer(
                operation.id(),
                operation.method(),
                operation.collection(),
                operation.changed(),
                word(operation.status()),
                operation.waitSatisfied(),
                operation.createdAt(),
                operation.endedAt(),
                operation.percent(),
                operation.steps().stream().map(Answers::step).toList(),
                operation.error(),
                operation.plan() == null ? null : plan(operation.plan()),
                warnings(operation.warnings()));
    }

    private static OperationAnswer.Step step(OperationStep step) {
        return new OperationAnswer.Step(
                step.number(),
                step.call().method(),
                CallParams.of(step.call()),
                step.reason(),
                word(step.status()),
                step.returnValue(),
                step.job() == null ? null : JobAnswer.of(step.job()));
    }

    static List<WarningAnswer> warnings(List<Warning> warnings) {
        return warnings.stream()
                .map(w -> new WarningAnswer(w.reason(), w.message(), w.path()))
                .toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
