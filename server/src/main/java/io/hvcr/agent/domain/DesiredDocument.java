// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a caller declares of one collection (design 3.2); a null member leaves things as they are.
 *
 * @param state the wanted state
 * @param settings the wanted settings
 * @param initialReplication how to start, where a start is needed
 */
public record DesiredDocument(
        @Nullable DesiredState state,
        @Nullable DeclaredSettings settings,
        @Nullable InitialReplication initialReplication) {}
