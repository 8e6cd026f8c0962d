// SPDX-License-Identifier: Apache-2.0

/**
 * The heart: what is observed and what is wanted become a plan, its steps become an operation, and the operation is carried
 * out against the host, once.
 *
 * <p>Reconciliation lives here and nowhere else (design 2): callers send a desired document and show the answer. The
 * {@link io.hvcr.agent.replication.Planner} and the {@link io.hvcr.agent.replication.Operations} each open with an essay
 * on why they are built as they are.
 */
@NullMarked
package io.hvcr.agent.replication;

import org.jspecify.annotations.NullMarked;
