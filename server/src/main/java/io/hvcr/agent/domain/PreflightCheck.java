// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import org.jspecify.annotations.Nullable;

/**
 * One row of contract 1.3.
 *
 * @param id P1 … P16
 * @param title the requirement
 * @param status whether it holds
 * @param detail what was seen
 * @param hint what to do about it, where something can be done
 */
public record PreflightCheck(
        String id,
        String title,
        Status status,
        String detail,
        @Nullable String hint) {

    /** Whether a requirement holds. */
    public enum Status {
        PASS,
        FAIL,
        NOT_CHECKABLE
    }
}
