// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/** What a plan may throw away, and therefore has to be allowed ({@code allow}, design 3.2). */
public enum Need {
    /** The relationship is removed and made anew, with a full copy. */
    RESEED("reseed", Reason.NEEDS_RESEED),
    /** Recovery points on the other side are deleted. */
    DISCARD_RECOVERY_POINTS("discardRecoveryPoints", Reason.NEEDS_DISCARD_RECOVERY_POINTS);

    private final String wireName;
    private final Reason reason;

    Need(String wireName, Reason reason) {
        this.wireName = wireName;
        this.reason = reason;
    }

    public String wireName() {
        return wireName;
    }

    public Reason reason() {
        return reason;
    }
}
