// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.replication.HealthReading;
import io.hvcr.agent.replication.Observed;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which collections of a list are wanted. */
record CollectionFilter(Predicate<Observed> wanted) {

    static CollectionFilter of(ReplicationRequests.@Nullable Filter filter) {
        if (filter == null) {
            return new CollectionFilter(any -> true);
        }
        Predicate<String> name = filter.name() == null ? any -> true : glob(filter.name());
        return new CollectionFilter(seen -> name.test(seen.collection().name())
                && (filter.mode() == null || filter.mode().equals(seen.mode()))
                && (filter.state() == null || filter.state().equals(seen.state()))
                && (filter.health() == null || isHealth(filter, seen.health())));
    }

    private static boolean isHealth(ReplicationRequests.Filter filter, @Nullable HealthReading reading) {
        return reading != null && reading.health().equals(filter.health());
    }

    List<Observed> apply(List<Observed> all) {
        return all.stream().filter(wanted).toList();
    }

    /** A pattern with * and ?, compared without regard to case; in time bounded by the product of both lengths. */
    static Predicate<String> glob(String pattern) {
        int[] p = pattern.toLowerCase(Locale.ROOT).codePoints().toArray();
        return text -> matches(p, text.toLowerCase(Locale.ROOT).codePoints().toArray());
    }

    /** Goes back to the last star only: what stood before it never has to be matched again. */
    private static boolean matches(int[] pattern, int[] text) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < text.length; ) {
            if (p < pattern.length && (pattern[p] == '?' || (pattern[p] == text[t] && pattern[p] != '*'))) {
                p++;
                t++;
            } else if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                resume = t;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }
}
