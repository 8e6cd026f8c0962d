// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * What a method of {@code Msvm_CollectionReplicationService} answers (contract 2.2).
 *
 * <p>0 and 4096 are results; every other number is an error whose JSON-RPC code is the number itself (design 3.1).
 */
public sealed interface ReturnCode extends Coded {

    /** The documented numbers. */
    enum Known implements ReturnCode {
        COMPLETED(0, "Completed with No Error"),
        JOB_STARTED(4096, "Method Parameters Checked - Job Started"),
        FAILED(32768, "Failed"),
        ACCESS_DENIED(32769, "Access Denied"),
        NOT_SUPPORTED(32770, "Not Supported"),
        STATUS_UNKNOWN(32771, "Status is unknown"),
        TIMEOUT(32772, "Timeout"),
        INVALID_PARAMETER(32773, "Invalid parameter"),
        SYSTEM_IN_USE(32774, "System is in use"),
        INVALID_STATE(32775, "Invalid state for this operation"),
        INCORRECT_DATA_TYPE(32776, "Incorrect data type"),
        SYSTEM_NOT_AVAILABLE(32777, "System is not available"),
        OUT_OF_MEMORY(32778, "Out of memory"),
        FILE_NOT_FOUND(32779, "File not found");

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
    record Unknown(int number) implements ReturnCode {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static ReturnCode of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }

    /** Whether the host took the call: done (0) or a job started (4096). */
    default boolean accepted() {
        return this == Known.COMPLETED || this == Known.JOB_STARTED;
    }
}
