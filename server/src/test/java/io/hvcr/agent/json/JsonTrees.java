// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.Random;

/** Random JSON for property tests. */
public final class JsonTrees {

    private static final String[] NUMBERS = {"0", "-0", "1.5", "1e2", "9223372036854775808", "-1E-7", "0.10"};

    private JsonTrees() {}

    /** A tree at most this deep. */
    public static JsonValue tree(Random random, int depth) {
        int kinds = depth == 0 ? 5 : 8;
        return switch (random.nextInt(kinds)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBoolean.of(random.nextBoolean());
            case 2 -> new JsonNumber(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3 -> JsonNumber.of(random.nextLong());
            case 4 -> new JsonString(text(random));
            case 5 -> {
                JsonArray.Builder array = Json.array();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(tree(random, depth - 1));
                }
                yield array.build();
            }
            default -> {
                JsonObject.Builder object = Json.object();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.put(text(random), tree(random, depth - 1));
                }
                yield object.build();
            }
        };
    }

    /** Text of any code points but half surrogate pairs. */
    public static String text(Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int limit = random.nextInt(4) == 0 ? Character.MAX_CODE_POINT + 1 : 0x80;
            int codePoint = random.nextInt(limit);
            boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            out.appendCodePoint(half ? 'x' : codePoint);
        }
        return out.toString();
    }
}
