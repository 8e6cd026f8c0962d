// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.replication.ApplyRequest;
import io.hvcr.agent.replication.Check;
import io.hvcr.agent.replication.Checker;
import io.hvcr.agent.replication.Include;
import io.hvcr.agent.replication.Observed;
import io.hvcr.agent.replication.Observer;
import io.hvcr.agent.replication.Operation;
import io.hvcr.agent.replication.Operations;
import io.hvcr.agent.replication.PlanRequest;
import io.hvcr.agent.replication.Reconciler;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code replication.*}: what is, what would be done about a desired document, and doing it (design 3.2). */
final class ReplicationMethods {

    private final ClusterGuard guard;
    private final ExportLocationPolicy exports;
    private final Observer observer;
    private final Reconciler reconciler;
    private final Checker checker;
    private final Operations operations;
    private final Fingerprints fingerprints;
    private final Answers answers;

    ReplicationMethods(
            ClusterGuard guard,
            ExportLocationPolicy exports,
            Observer observer,
            Reconciler reconciler,
            Checker checker,
            Operations operations,
            Fingerprints fingerprints,
            Answers answers) {
        this.guard = guard;
        this.exports = exports;
        this.observer = observer;
        this.reconciler = reconciler;
        this.checker = checker;
        this.operations = operations;
        this.fingerprints = fingerprints;
        this.answers = answers;
    }

    ObservedAnswer get(ReplicationRequests.Get request) {
        Set<ReplicationRequests.Part> parts = parts(request.include());
        return answers.observed(observer.get(request.collection(), includes(parts)), parts);
    }

    private static Set<ReplicationRequests.Part> parts(@Nullable List<ReplicationRequests.Part> asked) {
        EnumSet<ReplicationRequests.Part> parts = EnumSet.noneOf(ReplicationRequests.Part.class);
        parts.addAll(asked == null ? List.of(ReplicationRequests.Part.values()) : asked);
        return parts;
    }

    private static Set<Include> includes(Set<ReplicationRequests.Part> parts) {
        EnumSet<Include> includes = EnumSet.noneOf(Include.class);
        for (ReplicationRequests.Part part : parts) {
            includes.add(
                    switch (part) {
                        case SETTINGS -> Include.SETTINGS;
                        case JOBS -> Include.JOBS;
                        case MEMBERS -> Include.MEMBERS;
                        case STATISTICS, HEALTH_ISSUES -> Include.STATISTICS;
                        case RECOVERY_POINTS -> Include.RECOVERY_POINTS;
                        case TEST_COLLECTION -> Include.TEST_COLLECTION;
                    });
        }
        return includes;
    }

    Pages.Observations list(ReplicationRequests.ListAll request) {
        List<Observed> fitting = CollectionFilter.of(request.filter()).apply(observer.list());
        Pages.Cut<Observed> page = Pages.cut(fitting, Observed::collection, request.limit(), request.cursor());
        return new Pages.Observations(page.items().stream().map(answers::item).toList(), page.next());
    }

    PlanAnswer plan(ReplicationRequests.Plan request) {
        guard.check(request.expectCluster());
        return answers.plan(reconciler.plan(planRequest(request)));
    }

    OperationAnswer apply(CallScope scope, ReplicationRequests.Apply request) {
        guard.check(request.expectCluster());
        WaitFor wait = scope.waitFor(request.waitFor(), WaitFor.STARTED);
        Operation operation = operations.apply(new ApplyRequest(
                planRequest(request.plan()),
                Waits.of(wait),
                Duration.ofSeconds(request.timeoutSeconds()),
                fingerprints.of("replication.apply", request, request.idempotencyKey()),
                request.planDigest()));
        Problems.throwIfFailed(operation);
        return answers.operation(operation);
    }

    CheckAnswer check(ReplicationRequests.Check request) {
        Check check = checker.check(request.collection(), request.operation());
        return new CheckAnswer(check.allowed(), check.returnValue(), check.reason(), check.message(), check.next());
    }

    private PlanRequest planRequest(ReplicationRequests.Plan request) {
        DocumentSettings settings = request.settings();
        return new PlanRequest(
                request.collection(),
                new DesiredDocument(
                        request.state(),
                        settings == null ? null : settings.toDeclared(),
                        start(request.initialReplication())),
                Set.copyOf(request.allow()));
    }

    private @Nullable InitialReplication start(Document.@Nullable Start start) {
        if (start == null) {
            return null;
        }
        String path = "initialReplication.exportLocation";
        String given = start.exportLocation();
        if (given == null && start.type() == InitialReplicationType.EXPORT) {
            throw Problem.invalid(Reason.MISSING_MEMBER, path, path + " is required for an export")
                    .returnValue(ReturnCode.Known.INVALID_PARAMETER)
                    .hint("Write an absolute directory of the node that owns the virtual machines, such as"
                            + " C:\\ClusterStorage\\Volume1\\seed.")
                    .toException();
        }
        String location = given == null ? null : exports.accept(given, path);
        return new InitialReplication(start.type(), location, start.startTime());
    }
}
