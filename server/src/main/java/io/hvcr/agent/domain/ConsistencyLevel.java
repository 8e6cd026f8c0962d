// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * How consistent the disks of a recovery point are (contract 3.6).
 */
public sealed interface ConsistencyLevel extends Coded {

    /** The documented numbers. */
    enum Known implements ConsistencyLevel {
        UNKNOWN(0, "Unknown"),
        APPLICATION_CONSISTENT(1, "Application consistent"),
        CRASH_CONSISTENT(2, "Crash consistent"),
        GROUP_CRASH_CONSISTENT(3, "Group crash consistent");

        private final int number;
        private final String label;

        Known(int number, String label) {
            this.number = number;
            this.label = label;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** A number that no reference documents; it survives unchanged. */
    record Unknown(int number) implements ConsistencyLevel {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static ConsistencyLevel of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
