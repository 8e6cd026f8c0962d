// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * {@code Msvm_ConcreteJob.JobState} (contract 3.10).
 */
public sealed interface JobState extends Coded {

    /** The documented numbers. */
    enum Known implements JobState {
        NEW(2, "New"),
        STARTING(3, "Starting"),
        RUNNING(4, "Running"),
        SUSPENDED(5, "Suspended"),
        SHUTTING_DOWN(6, "Shutting Down"),
        COMPLETED(7, "Completed"),
        TERMINATED(8, "Terminated"),
        KILLED(9, "Killed"),
        EXCEPTION(10, "Exception"),
        SERVICE(11, "Service"),
        QUERY_PENDING(12, "Query Pending"),
        COMPLETED_WITH_WARNINGS(32768, "Completed with warnings");

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
    record Unknown(int number) implements JobState {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static JobState of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }

    /** Whether the job has ended: 7, 8, 9, 10 and 32768. */
    default boolean terminal() {
        return succeeded() || this == Known.TERMINATED || this == Known.KILLED || this == Known.EXCEPTION;
    }

    /** Whether the job ended well: 7, and 32768, which is success with warnings. */
    default boolean succeeded() {
        return this == Known.COMPLETED || this == Known.COMPLETED_WITH_WARNINGS;
    }
}
