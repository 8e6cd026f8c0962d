// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.ReplicationCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a plan: what it would do and what it rests on. Two plans with the same digest do the same to the same
 * collection, so that a permission given for one holds for the other (design 3.2, {@code planDigest}).
 *
 * <p>Copying, replicating and resynchronizing count as one state, as in the desired table: a copy that became complete
 * between plan and apply does not make another plan. A start time counts as the document gives it: that "in ten seconds"
 * has become "now" does not either.
 */
final class PlanDigest {

    private static final Set<CollectionState.Known> RUNNING = Set.of(
            CollectionState.Known.WAITING_INITIAL_REPLICATION,
            CollectionState.Known.REPLICATING,
            CollectionState.Known.RESYNCHRONIZING);

    private final StringBuilder text = new StringBuilder();

    private PlanDigest() {}

    static String of(Observed seen, List<PlannedStep> steps, List<Need> needs, @Nullable InitialReplication start) {
        PlanDigest digest = new PlanDigest();
        digest.add("hvcr plan 1");
        digest.add(seen.id().value().toUpperCase(Locale.ROOT));
        digest.add(seen.mode().number());
        digest.add(
                seen.state() instanceof CollectionState.Known known && RUNNING.contains(known)
                        ? "running"
                        : seen.state().number());
        digest.add(needs);
        for (PlannedStep step : steps) {
            digest.add(step.call() instanceof ReplicationCall.Start ? start : Stored.text(step.call()));
        }
        return digest.hex();
    }

    /** One part, with its length before it, so that no two lists of parts read the same. */
    private void add(@Nullable Object part) {
        String words = String.valueOf(part);
        text.append(words.length()).append(':').append(words);
    }

    private String hex() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
