// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.replication.Cancellation;
import io.hvcr.agent.replication.Operation;
import io.hvcr.agent.replication.OperationFilter;
import io.hvcr.agent.replication.OperationPage;
import io.hvcr.agent.replication.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code operation.*}: the journal's operations (design 3.2, 4). */
final class OperationMethods {

    /** How many ids an error lists that are there. */
    private static final int LISTED = 10;

    private final Operations operations;
    private final Answers answers;

    OperationMethods(Operations operations, Answers answers) {
        this.operations = operations;
        this.answers = answers;
    }

    OperationAnswer get(OperationRequests.One request) {
        return answers.operation(known(request.id(), "id"));
    }

    Pages.OperationList list(OperationRequests.ListAll request) {
        OperationPage page = operations.list(filter(request.filter()), request.limit(), request.cursor());
        return new Pages.OperationList(
                page.items().stream().map(answers::operation).toList(), page.next());
    }

    private static OperationFilter filter(OperationRequests.@Nullable Filter filter) {
        return filter == null
                ? new OperationFilter(null, null, null, null, null)
                : new OperationFilter(
                        filter.collection(),
                        filter.status() == null ? null : status(filter.status()),
                        filter.method(),
                        filter.since(),
                        filter.until());
    }

    private static OperationStatus status(OperationRequests.Status status) {
        return switch (status) {
            case RUNNING -> OperationStatus.RUNNING;
            case SUCCEEDED -> OperationStatus.SUCCEEDED;
            case FAILED -> OperationStatus.FAILED;
            case UNKNOWN -> OperationStatus.UNKNOWN;
            case CANCELLED -> OperationStatus.CANCELLED;
        };
    }

    /** Within a batch it answers at once: what waits in one element would hold up the others. */
    Pages.Waited await(CallScope scope, OperationRequests.Wait request) {
        Duration timeout = Duration.ofSeconds(scope.inBatch() ? 0 : request.timeoutSeconds());
        try {
            return new Pages.Waited(operations.await(request.ids(), timeout).stream()
                    .map(answers::operation)
                    .toList());
        } catch (ProblemException refused) {
            for (int i = 0; i < request.ids().size(); i++) {
                known(
                        request.ids().get(i),
                        "ids[" + i + "]"); // the one that is not there throws, and says where it stands
            }
            throw refused;
        }
    }

    /** @throws ProblemException −32004 {@code unknown_operation} at this path, with the newest ids that there are */
    private Operation known(String id, String path) {
        try {
            return operations.get(id);
        } catch (ProblemException refused) {
            throw refused.problem().reason() == Reason.UNKNOWN_OPERATION
                    ? refused.problem().toBuilder().path(path).allowed(newest()).toException()
                    : refused;
        }
    }

    private List<String> newest() {
        return operations.list(filter(null), LISTED, null).items().stream()
                .map(Operation::id)
                .filter(Objects::nonNull)
                .toList();
    }

    OperationAnswer cancel(OperationRequests.One request) {
        known(request.id(), "id");
        Cancellation cancelled = operations.cancel(request.id());
        OperationAnswer answer = answers.operation(cancelled.operation());
        ReplicationMethod stops = cancelled.stopsJob();
        if (stops == null && cancelled.message().isEmpty()) {
            return answer;
        }
        List<WarningAnswer> warnings = new ArrayList<>(answer.warnings());
        warnings.add(new WarningAnswer(Reason.CANCELLED, cancelled.message(), null));
        return answer.withWarnings(warnings);
    }
}
