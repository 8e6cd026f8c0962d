// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.journal.Begun;
import io.hvcr.agent.journal.Journal;
import io.hvcr.agent.journal.NewOperation;
import io.hvcr.agent.journal.OperationEntry;
import io.hvcr.agent.journal.OperationQuery;
import io.hvcr.agent.journal.StepStatus;
import io.hvcr.agent.json.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between operations as this package knows them and the journal's texts. One that runs is seen as it runs. */
final class OperationLog {

    static final String APPLY = "replication.apply";
    private static final String HOST_METHOD = "hyperv.";

    private final Journal journal;
    private final Map<String, OperationRun> runs;

    OperationLog(Journal journal, Map<String, OperationRun> runs) {
        this.journal = journal;
        this.runs = runs;
    }

    NewOperation applied(Plan plan, ApplyRequest request) {
        Idempotency idempotency = request.idempotency();
        return new NewOperation(
                APPLY,
                plan.collection(),
                plan.mode(),
                plan.state(),
                request.until().name(),
                idempotency == null ? null : idempotency.key(),
                digest(idempotency),
                Stored.text(plan),
                plan.steps().stream()
                        .map(step -> newStep(step.call(), step.reason()))
                        .toList());
    }

    NewOperation called(HostCollection collection, CallRequest request) {
        Idempotency idempotency = request.idempotency();
        return new NewOperation(
                HOST_METHOD + request.call().method().wmiName(),
                collection.ref(),
                collection.mode(),
                collection.state(),
                request.until().name(),
                idempotency == null ? null : idempotency.key(),
                digest(idempotency),
                null,
                List.of(newStep(request.call(), "asked for")));
    }

    private static NewOperation.NewStep newStep(ReplicationCall call, String reason) {
        return new NewOperation.NewStep(call.method().wmiName(), Stored.text(call), reason);
    }

    private static String digest(@Nullable Idempotency idempotency) {
        if (idempotency == null) {
            return "";
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(idempotency.fingerprint().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The operation that a key stands for; throws where it stands for another request. */
    Optional<Operation> known(Idempotency idempotency) {
        return JournalMemory.translated(() -> journal.known(idempotency.key(), digest(idempotency)))
                .map(this::same);
    }

    /** The operation that was begun before. */
    Operation same(Begun begun) {
        return switch (begun) {
            case Begun.Started started -> view(started.operation());
            case Begun.Repeated repeated -> view(repeated.operation());
            case Begun.KeyReused reused -> throw keyReused(reused.operation());
        };
    }

    private static ProblemException keyReused(OperationEntry operation) {
        return Problem.of(
                        ErrorCode.CONFLICT,
                        Reason.IDEMPOTENCY_KEY_REUSED,
                        "the idempotency key was used before with other parameters: it stands for operation "
                                + operation.id() + " (" + operation.method() + " on "
                                + operation.collection().describe() + ")")
                .path("idempotencyKey")
                .operationId(operation.id())
                .hint("Use another key for another request.")
                .toException();
    }

    Operation get(String id) {
        OperationRun run = runs.get(id);
        return run != null ? run.view() : view(find(id));
    }

    Operation get(String id, Wait until) {
        OperationModel model = new OperationModel(find(id));
        return model.view().withWait(model.until, until);
    }

    private OperationEntry find(String id) {
        return JournalMemory.translated(() -> journal.find(id))
                .orElseThrow(() -> Problem.of(
                                ErrorCode.NOT_FOUND,
                                Reason.UNKNOWN_OPERATION,
                                "this agent's journal has no operation " + Texts.quoted(id)
                                        + "; it may be another node's, or pruned")
                        .path("id")
                        .toException());
    }

    private Operation view(OperationEntry entry) {
        OperationRun run = runs.get(entry.id());
        return run != null ? run.view() : new OperationModel(entry).view();
    }

    OperationPage list(OperationFilter filter, int limit, @Nullable String cursor) {
        // One more than asked for tells whether there is a next page.
        OperationQuery query = new OperationQuery(
                filter.collection(),
                filter.status(),
                filter.method(),
                filter.since(),
                filter.until(),
                cursor == null ? null : sequence(cursor),
                limit + 1);
        List<OperationEntry> found = JournalMemory.translated(() -> journal.list(query));
        boolean more = found.size() > limit;
        List<OperationEntry> page = more ? found.subList(0, limit) : found;
        return new OperationPage(
                page.stream().map(this::view).toList(),
                more ? Long.toString(page.get(limit - 1).sequence(), Character.MAX_RADIX) : null);
    }

    private static long sequence(String cursor) {
        try {
            return Long.parseLong(cursor, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw Problem.invalid(Reason.INVALID_VALUE, "cursor", "cursor must be the next of a page before")
                    .hint("Begin again without a cursor.")
                    .toException();
        }
    }

    void cancelRequested(String id) {
        OperationEntry entry = find(id);
        JournalMemory.translated(() -> {
            journal.cancelRequested(entry.sequence());
            return entry;
        });
    }

    /** What the host would say, with what it would not know: whose operation it is. */
    ProblemException busy(HostCollection collection, Collection<OperationRun> running) {
        Operation other = running.stream()
                .filter(run -> run.collection().equals(collection.id()))
                .map(OperationRun::view)
                .filter(view -> !view.ended())
                .findFirst()
                .orElse(null);
        return Problem.refusedBy(
                        ReturnCode.Known.SYSTEM_IN_USE,
                        Reason.COLLECTION_BUSY,
                        collection.ref().describe() + ", which is in mode "
                                + collection.mode().describe() + ", state "
                                + collection.state().describe() + ", is being changed by "
                                + (other == null ? "another request to this agent" : describe(other))
                                + "; the host was not called, it would answer "
                                + ReturnCode.Known.SYSTEM_IN_USE.describe())
                .path("collection")
                .retryable(true)
                .collection(collection.ref())
                .mode(collection.mode())
                .state(collection.state())
                .operationId(other == null ? null : other.id())
                .hint(other == null ? "Try again." : "Wait for it (operation.wait), or cancel it (operation.cancel).")
                .toException();
    }

    private static String describe(Operation other) {
        String step = other.steps().stream()
                .filter(s -> s.status() == StepStatus.RUNNING
                        || s.status() == StepStatus.CALLING
                        || s.status() == StepStatus.UNKNOWN)
                .findFirst()
                .map(s -> ", step " + s.number() + " of " + other.steps().size() + ": "
                        + s.call().method().wmiName() + percent(s.job()))
                .orElse("");
        return "operation " + other.id() + " (" + other.method() + step + ")";
    }

    private static String percent(@Nullable HostJob job) {
        return job == null ? "" : ", job '" + job.name() + "' at " + job.percentComplete() + " %";
    }
}
