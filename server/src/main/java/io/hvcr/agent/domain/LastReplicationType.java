// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * {@code LastReplicationType} of a virtual machine or a shared disk set (contract 3.7, 3.8): what kind of delta came last. Planned is 3
 * here, and is how a recovery side sees that the primary has sent a planned failover.
 */
public sealed interface LastReplicationType extends Coded {

    /** The documented numbers. */
    enum Known implements LastReplicationType {
        NONE(0, "None"),
        REGULAR(1, "Regular"),
        APPLICATION_CONSISTENT(2, "Application consistent"),
        PLANNED(3, "Planned");

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
    record Unknown(int number) implements LastReplicationType {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static LastReplicationType of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
