// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * Health of a replication relationship (contract 3.5). A collection has no such property: it comes from its statistics.
 */
public sealed interface ReplicationHealth extends Coded {

    /** The documented numbers. */
    enum Known implements ReplicationHealth {
        NOT_APPLICABLE(0, "Not applicable"),
        OK(1, "Ok"),
        WARNING(2, "Warning"),
        CRITICAL(3, "Critical");

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
    record Unknown(int number) implements ReplicationHealth {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static ReplicationHealth of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
