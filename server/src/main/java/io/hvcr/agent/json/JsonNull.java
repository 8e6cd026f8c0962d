// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

/** The JSON literal {@code null}. */
public enum JsonNull implements JsonValue {
    /** The one null. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
