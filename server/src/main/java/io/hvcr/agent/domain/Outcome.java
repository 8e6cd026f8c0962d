// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Locale;

/** What an error says about the host: whether the refused or broken request changed anything there (design 3.3). */
public enum Outcome {
    /** Nothing was changed; the same request may be sent again. */
    NOT_STARTED,
    /** The call may or may not have taken effect; read the state before doing anything else. */
    UNKNOWN,
    /** The host began and did not succeed. */
    FAILED;

    /** The stable name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
