// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any tree of ours comes back as it was written, compact or pretty. */
class JsonRoundTripTest {

    private static final long SEED = Long.getLong("hvcr.seed", System.nanoTime());

    @Test
    void everyTreeSurvivesWritingAndReading() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            JsonValue tree = JsonTrees.tree(random, 5);
            assertThat(Json.parse(Json.write(tree), JsonLimits.STORED))
                    .as("hvcr.seed=%d, tree %d", SEED, i)
                    .isEqualTo(tree);
            assertThat(Json.parse(Json.pretty(tree), JsonLimits.STORED))
                    .as("hvcr.seed=%d, tree %d", SEED, i)
                    .isEqualTo(tree)
                    .hasToString(Json.write(tree));
        }
    }

    @Test
    void noDamagedTextMakesAnythingButARefusal() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = Json.bytes(JsonTrees.tree(random, 4));
            for (int damage = 0; damage <= random.nextInt(3); damage++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                JsonValue read = Json.parse(bytes, JsonLimits.REQUEST);
                assertThat(Json.parse(Json.bytes(read), JsonLimits.REQUEST)).isEqualTo(read);
            } catch (JsonException refused) {
                assertThat(refused.getMessage())
                        .as("hvcr.seed=%d, text %d", SEED, i)
                        .matches("(?s).+ \\(line \\d+, column \\d+\\)")
                        .doesNotContain("jackson", "Feature", "Unrecognized", "CTRL-CHAR");
            }
        }
    }
}
