// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.journal.OperationStatus;
import io.hvcr.agent.replication.Cancellation;
import io.hvcr.agent.replication.OperationFilter;
import io.hvcr.agent.replication.OperationPage;
import io.hvcr.agent.replication.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code operation.*}: the journal's operations (design 3.2, 4). */
final class OperationMethods {

    private final Operations operations;
    private final Answers answers;

    OperationMethods(Operations operations, Answers answers) {
        this.operations = operations;
        this.answers = answers;
    }

    OperationAnswer get(OperationRequests.One request) {
        return answers.operation(operations.get(request.id()));
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
        return new Pages.Waited(operations.await(request.ids(), timeout).stream()
                .map(answers::operation)
                .toList());
    }

    OperationAnswer cancel(OperationRequests.One request) {
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
