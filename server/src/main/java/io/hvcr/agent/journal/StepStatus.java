// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

/** Where one step of an operation stands. */
public enum StepStatus {
    /** The host was not called. */
    PLANNED,
    /** The intent is on disk; the host is being called, or was when the agent died. */
    CALLING,
    /** The host has answered and its job runs. */
    RUNNING,
    /** Done; a start that the host has scheduled counts. */
    SUCCEEDED,
    /** Refused by the host, or its job failed. */
    FAILED,
    /** Whether it took effect is not known. */
    UNKNOWN,
    /** Will not be called: the operation ended before. */
    SKIPPED
}
