// SPDX-License-Identifier: Apache-2.0

/**
 * The language of the product: collections, modes, states, settings, jobs, return codes, problems and the transition table.
 *
 * <p>Records, enums and sealed types only. This package imports nothing of ours and no library but the annotations of
 * JSpecify, so that everything above it can speak of replication without knowing WMI, JSON or SQL.
 */
@NullMarked
package io.hvcr.agent.domain;

import org.jspecify.annotations.NullMarked;
