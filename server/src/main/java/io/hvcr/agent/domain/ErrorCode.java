// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * The error codes of API version 1 (design 3.3). The codes of the host's return values (32768 … 32779) are not listed
 * here: there the code <em>is</em> the {@link ReturnCode}.
 */
public enum ErrorCode {
    PARSE_ERROR(-32700, "Parse error"),
    INVALID_REQUEST(-32600, "Invalid Request"),
    METHOD_NOT_FOUND(-32601, "Method not found"),
    INVALID_PARAMS(-32602, "Invalid params"),
    INTERNAL_ERROR(-32603, "Internal error"),
    UNAUTHORIZED(-32001, "Unauthorized"),
    FORBIDDEN(-32003, "Forbidden"),
    NOT_FOUND(-32004, "Not found"),
    CONFLICT(-32009, "Conflict"),
    BLOCKED(-32010, "Blocked"),
    RATE_LIMITED(-32029, "Rate limited"),
    HOST_UNAVAILABLE(-32050, "Host unavailable"),
    OUTCOME_UNKNOWN(-32051, "Outcome unknown"),
    HOST_REFUSED(-32052, "Host refused"),
    JOURNAL_UNAVAILABLE(-32053, "Journal unavailable"),
    STOPPING(-32054, "Stopping"),
    WRONG_NODE(-32055, "Wrong node");

    private final int number;
    private final String phrase;

    ErrorCode(int number, String phrase) {
        this.number = number;
        this.phrase = phrase;
    }

    public int number() {
        return number;
    }

    /** The phrase that begins every message of this code; for −32700 … −32603 the specification's own. */
    public String phrase() {
        return phrase;
    }
}
