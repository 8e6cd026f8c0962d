// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * {@code Msvm_VirtualSystemCollection.FailedOverReplicationType} (contract 3.2): Planned is 2 here, but 3 for a virtual machine.
 */
public sealed interface FailoverType extends Coded {

    /** The documented numbers. */
    enum Known implements FailoverType {
        NONE(0, "None"),
        REGULAR(1, "Regular"),
        PLANNED(2, "Planned");

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
    record Unknown(int number) implements FailoverType {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static FailoverType of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
