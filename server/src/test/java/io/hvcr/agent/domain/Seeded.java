// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Random;
import java.util.function.Consumer;

/** Many random trials whose seed a failure names, so that it can be repeated: {@code -Dhvcr.seed=…}. */
final class Seeded {

    private Seeded() {}

    static void trials(int count, Consumer<Random> trial) {
        long seed = Long.getLong("hvcr.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            try {
                trial.accept(random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("trial " + i + " with -Dhvcr.seed=" + seed, e);
            }
        }
    }

    /** Any text, the awkward characters of paths, queries and logs more often than not. */
    static String text(Random random, int longest) {
        String awkward = "\\\"'.=:,;{}[]<>%_*?/\n\r\t\u0000\u2028äß名😀 ";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(longest + 1);
        for (int i = 0; i < length; i++) {
            int at = awkward.offsetByCodePoints(0, random.nextInt(awkward.codePointCount(0, awkward.length())));
            text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : awkward.codePointAt(at));
        }
        return text.toString();
    }
}
