// SPDX-License-Identifier: Apache-2.0

/**
 * JSON: strict reading, writing, and the binding of records. The only package that sees Jackson.
 *
 * <p>{@link io.hvcr.agent.json.Json} reads and writes {@link io.hvcr.agent.json.JsonValue} trees that keep numbers and the
 * order of members exactly as they were read. {@link io.hvcr.agent.json.JsonBinder} turns an object into a Java record and
 * back, reports what does not fit as a {@link io.hvcr.agent.domain.Problem} with the path of the member, and describes the
 * same record as a JSON Schema. One description, three uses: what is accepted, what is written and what is published
 * cannot drift apart.
 */
@NullMarked
package io.hvcr.agent.json;

import org.jspecify.annotations.NullMarked;
