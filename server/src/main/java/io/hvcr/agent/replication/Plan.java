// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.Need;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code apply} would do about a document, call by call (design 3.2).
 *
 * @param collection the collection
 * @param mode its mode when the plan was made
 * @param state its state when the plan was made
 * @param changed whether there is a step
 * @param digest SHA-256 over what the plan would do and what it rests on, 64 hex digits; it does not depend on what is
 *     allowed, so that a plan can be shown first and permitted then
 * @param blocked why it cannot be carried out; one that only wants permission still shows its steps
 * @param needs what has to be allowed
 * @param steps the host calls, in order
 * @param warnings what a person should know
 * @param before the document that describes what is
 * @param after the document that describes what will be
 */
public record Plan(
        CollectionRef collection,
        CollectionMode mode,
        CollectionState state,
        boolean changed,
        String digest,
        @Nullable Blocked blocked,
        List<Need> needs,
        List<PlannedStep> steps,
        List<Warning> warnings,
        DesiredDocument before,
        DesiredDocument after) {

    public Plan {
        Objects.requireNonNull(collection, "collection");
        needs = List.copyOf(needs);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }
}
