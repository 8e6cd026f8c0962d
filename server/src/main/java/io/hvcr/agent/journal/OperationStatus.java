// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

/** Where an operation stands (design 3.2). */
public enum OperationStatus {
    /** Steps are being carried out, or the wanted state is being waited for. */
    RUNNING,
    /** Everything that was planned was done. */
    SUCCEEDED,
    /** The host refused a step, a job failed, or the wanted state can no longer be reached. */
    FAILED,
    /** Whether a step took effect is not known; the state is read until it is. */
    UNKNOWN,
    /** Cancelled; no further step was started. */
    CANCELLED
}
