// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/** What is known of a fact: from one side of a replication not everything can be seen. */
public enum Truth {
    YES,
    NO,
    UNKNOWN;

    public static Truth of(boolean value) {
        return value ? YES : NO;
    }
}
