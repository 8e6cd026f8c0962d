// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.util.List;
import java.util.Objects;

/**
 * What a file has to look like: the steps that make it, oldest first. A step is never edited once it was released; a change is a new
 * step at the end.
 *
 * @param purpose what the file is, for messages: {@code journal}
 * @param applicationId the number in the file's header by which one kind of file is told from another; not 0
 * @param steps the statements of each version: the first step leads from an empty file to version 1
 */
public record Schema(String purpose, int applicationId, List<List<String>> steps) {

    public Schema {
        Objects.requireNonNull(purpose, "purpose");
        if (applicationId == 0) {
            throw new IllegalArgumentException("0 is the application id of every file that nobody marked");
        }
        steps = steps.stream().map(List::copyOf).toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a schema has at least one step");
        }
    }

    /** The version that this program writes. */
    public int version() {
        return steps.size();
    }
}
