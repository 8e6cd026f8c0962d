// SPDX-License-Identifier: Apache-2.0

/**
 * A small door to SQLite: one file, several processes, nothing half written. The only package that sees JDBC.
 *
 * <p>{@link io.hvcr.agent.sql.Database} opens a file in write-ahead mode with full synchronisation and brings its schema up to date;
 * {@link io.hvcr.agent.sql.Transaction} runs statements in it; {@link io.hvcr.agent.sql.Row} hands out what they answer in plain Java
 * types. It knows nothing of what is stored.
 */
@NullMarked
package io.hvcr.agent.sql;

import org.jspecify.annotations.NullMarked;
