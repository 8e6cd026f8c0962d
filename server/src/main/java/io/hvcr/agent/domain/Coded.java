// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * A value of a WMI enumeration: the number is the truth, the name is for people.
 *
 * <p>A host may answer a number that nobody has documented (contract 3.2: "accept unknown numbers"). Every enumeration
 * therefore has an {@code Unknown} case that keeps the number, and nothing in the product may lose it on the way.
 */
public interface Coded {

    /** The number as WMI carries it. */
    int number();

    /** The documented name, or {@code Unknown(42)}. */
    String label();

    /** The number and its name as people read it in messages: {@code 3 (Replicating)}. */
    default String describe() {
        return number() + " (" + label() + ")";
    }

    /** The label of a number nobody knows. */
    static String unknownLabel(int number) {
        return "Unknown(" + number + ")";
    }
}
