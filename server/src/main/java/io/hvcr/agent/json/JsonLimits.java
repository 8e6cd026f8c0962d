// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

/**
 * What {@link Json#parse} refuses to read. The size of the whole document is the business of whoever reads the bytes.
 *
 * @param maxDepth how deep arrays and objects may nest
 * @param maxStringLength the longest string or member name, in UTF-16 units
 * @param maxNumberLength the longest number, in characters
 * @param maxValues how many members and elements the whole document may have
 */
public record JsonLimits(int maxDepth, int maxStringLength, int maxNumberLength, int maxValues) {

    /** For what callers send: depth 32, strings of 8,192 characters, numbers of 100, 100,000 values. */
    public static final JsonLimits REQUEST = new JsonLimits(32, 8_192, 100, 100_000);

    /** For files of our own (journal, fabric, scenario, configuration): wide, but still bounded. */
    public static final JsonLimits STORED = new JsonLimits(64, 16 << 20, 1_000, 50_000_000);

    public JsonLimits {
        if (maxDepth < 1 || maxStringLength < 1 || maxNumberLength < 1 || maxValues < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        if (maxDepth > 1_000) {
            throw new IllegalArgumentException("a depth of more than 1000 endangers the thread's stack");
        }
    }
}
