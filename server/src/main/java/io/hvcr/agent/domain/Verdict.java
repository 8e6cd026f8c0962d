// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/** What the transition table says of a call. */
public sealed interface Verdict {

    /** The host takes it. */
    record Accepted(Transition row) implements Verdict {}

    /** The host refuses it with this number, for this reason; {@code needs} completes the sentence "it is valid only while …". */
    record Refused(ReturnCode.Known returnValue, Reason reason, String needs) implements Verdict {}

    /** The host takes it if the guard holds, which cannot be seen from here. */
    record Undecided(Transition row, Guard guard) implements Verdict {}
}
