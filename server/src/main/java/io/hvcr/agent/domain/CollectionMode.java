// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * {@code Msvm_VirtualSystemCollection.ReplicationMode}: the part this side plays (contract 3.2).
 */
public sealed interface CollectionMode extends Coded {

    /** The documented numbers. */
    enum Known implements CollectionMode {
        NONE(0, "None"),
        PRIMARY(1, "Primary"),
        REPLICA(2, "Replica"),
        TEST_REPLICA(3, "Test Replica");

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
    record Unknown(int number) implements CollectionMode {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static CollectionMode of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
