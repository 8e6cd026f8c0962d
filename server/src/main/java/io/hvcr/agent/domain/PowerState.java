// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * {@code Msvm_ComputerSystem.EnabledState} of a member: whether the virtual machine runs.
 */
public sealed interface PowerState extends Coded {

    /** The documented numbers. */
    enum Known implements PowerState {
        RUNNING(2, "Running"),
        OFF(3, "Off"),
        SHUTTING_DOWN(4, "Shutting down"),
        OFFLINE(6, "Saved"),
        PAUSED(9, "Paused"),
        STARTING(10, "Starting"),
        PAUSED_LEGACY(32768, "Paused"),
        SAVED(32769, "Saved"),
        STARTING_LEGACY(32770, "Starting"),
        SAVING(32773, "Saving"),
        STOPPING(32774, "Stopping"),
        PAUSING(32776, "Pausing"),
        RESUMING(32777, "Resuming");

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
    record Unknown(int number) implements PowerState {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static PowerState of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
