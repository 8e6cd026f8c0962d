// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.EnumMap;
import java.util.Map;

/** What is known of a collection beside its side and state; a fact that nobody set is unknown. */
public record Facts(Map<Fact, Truth> known) {

    public Facts {
        known = Map.copyOf(known);
    }

    public static Facts none() {
        return new Facts(Map.of());
    }

    public static Facts of(Map<Fact, Truth> known) {
        return new Facts(known);
    }

    public Truth get(Fact fact) {
        return known.getOrDefault(fact, Truth.UNKNOWN);
    }

    public Facts with(Fact fact, Truth truth) {
        Map<Fact, Truth> more = new EnumMap<>(Fact.class);
        more.putAll(known);
        more.put(fact, truth);
        return new Facts(more);
    }

    public Facts with(Fact fact, boolean truth) {
        return with(fact, Truth.of(truth));
    }
}
