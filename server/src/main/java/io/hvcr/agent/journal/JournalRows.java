// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.sql.Row;
import io.hvcr.agent.sql.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the journal's rows. */
final class JournalRows {

    private static final String OPERATION = "SELECT * FROM operation ";

    private JournalRows() {}

    static Optional<OperationEntry> bySequence(Transaction transaction, long sequence) {
        return operations(transaction, OPERATION + "WHERE sequence = ?", sequence).stream()
                .findFirst();
    }

    static Optional<OperationEntry> byId(Transaction transaction, String id) {
        return operations(transaction, OPERATION + "WHERE id = ?", id).stream().findFirst();
    }

    static List<OperationEntry> open(Transaction transaction) {
        return operations(transaction, OPERATION + "WHERE ended_at IS NULL ORDER BY sequence");
    }

    static List<OperationEntry> list(Transaction transaction, OperationQuery query) {
        StringBuilder sql = new StringBuilder(OPERATION).append("WHERE 1");
        List<@Nullable Object> arguments = new ArrayList<>();
        if (query.collection() != null) {
            sql.append(" AND (collection_key = ? OR collection_name = ?)");
            arguments.add(query.collection().toUpperCase(Locale.ROOT));
            arguments.add(query.collection());
        }
        restrict(sql, arguments, " AND status = ?", query.status());
        restrict(sql, arguments, " AND method = ? COLLATE NOCASE", query.method());
        restrict(sql, arguments, " AND created_at >= ?", query.since());
        restrict(sql, arguments, " AND created_at < ?", query.until());
        restrict(sql, arguments, " AND sequence < ?", query.before());
        sql.append(" ORDER BY sequence DESC LIMIT ?");
        arguments.add(query.limit());
        return operations(transaction, sql.toString(), arguments.toArray());
    }

    private static void restrict(
            StringBuilder sql, List<@Nullable Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            arguments.add(value);
        }
    }

    static Map<CollectionId, String> openByCollection(Transaction transaction) {
        Map<CollectionId, String> open = new HashMap<>();
        transaction.each(
                "SELECT collection_id, id FROM operation WHERE ended_at IS NULL ORDER BY sequence",
                row -> open.put(new CollectionId(row.text("collection_id")), row.text("id")));
        return open;
    }

    static Optional<String> openOn(Transaction transaction, String collectionKey) {
        return transaction.one(
                "SELECT id FROM operation WHERE ended_at IS NULL AND collection_key = ? ORDER BY sequence DESC LIMIT 1",
                row -> row.text("id"),
                collectionKey);
    }

    static Optional<CopyStart> copyStart(Transaction transaction, String collectionKey) {
        return transaction.one(
                "SELECT * FROM copy_start WHERE collection_key = ?", JournalRows::copyStart, collectionKey);
    }

    static List<CopyStart> copyStarts(Transaction transaction) {
        return transaction.list("SELECT * FROM copy_start", JournalRows::copyStart);
    }

    private static CopyStart copyStart(Row row) {
        return new CopyStart(
                new CollectionId(row.text("collection_id")),
                row.text("call"),
                row.instant("called_at"),
                row.flag("finished"),
                row.textOrNull("job"));
    }

    /** Steps are read after all operations, never from within their result set. */
    private static List<OperationEntry> operations(Transaction transaction, String sql, @Nullable Object... arguments) {
        return transaction.list(sql, JournalRows::operation, arguments).stream()
                .map(operation -> operation.withSteps(steps(transaction, operation.sequence())))
                .toList();
    }

    private static OperationEntry operation(Row row) {
        return new OperationEntry(
                row.number("sequence"),
                row.text("id"),
                row.text("method"),
                new CollectionRef(new CollectionId(row.text("collection_id")), row.text("collection_name")),
                row.text("wait_for"),
                OperationStatus.valueOf(row.text("status")),
                row.instant("created_at"),
                row.instantOrNull("ended_at"),
                row.flag("cancel_requested"),
                row.textOrNull("plan"),
                row.textOrNull("error"),
                List.of());
    }

    private static List<StepEntry> steps(Transaction transaction, long operation) {
        return transaction.list("SELECT * FROM step WHERE operation = ? ORDER BY number", JournalRows::step, operation);
    }

    private static StepEntry step(Row row) {
        Long mode = row.numberOrNull("mode_before");
        Long state = row.numberOrNull("state_before");
        Long returnValue = row.numberOrNull("return_value");
        return new StepEntry(
                row.integer("number"),
                row.text("method"),
                row.text("call"),
                row.text("reason"),
                StepStatus.valueOf(row.text("status")),
                row.instantOrNull("called_at"),
                mode == null ? null : CollectionMode.of(mode.intValue()),
                state == null ? null : CollectionState.of(state.intValue()),
                returnValue == null ? null : returnValue.intValue(),
                row.textOrNull("job_path"),
                row.textOrNull("resulting_collection"),
                row.textOrNull("job"),
                row.instantOrNull("ended_at"));
    }
}
