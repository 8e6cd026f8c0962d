// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import java.util.List;

/**
 * What a host shows about one question that no documentation answers (contract 7).
 *
 * @param id the question's number there, such as {@code 7.2}
 * @param question the question
 * @param answer whether reading could tell anything
 * @param evidence what was read, a line each and in the host's own words; where nothing could be read, why, or what would settle it
 */
public record Finding(String id, String question, Answer answer, List<String> evidence) {

    /** How far a read gets. */
    public enum Answer {
        /** The evidence below is what the host shows now. */
        SEEN,
        /** The read failed; the evidence says how. */
        FAILED,
        /** Only doing it could tell; nothing was done. */
        NEEDS_A_CHANGE
    }

    public Finding {
        evidence = List.copyOf(evidence);
    }
}
