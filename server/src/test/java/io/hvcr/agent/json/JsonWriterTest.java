// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    @Test
    void buildersLeaveOutWhatIsAbsent() {
        JsonObject object = Json.object()
                .put("a", 1)
                .put("left", (String) null)
                .putNull("b")
                .putOrNull("c", null)
                .put("d", true)
                .put("e", Json.array().add("x").add(2).add(false).build())
                .build();
        assertThat(object).hasToString("{\"a\":1,\"b\":null,\"c\":null,\"d\":true,\"e\":[\"x\",2,false]}");
        assertThat(object.with("a", Json.of("z")).without("e"))
                .hasToString("{\"a\":\"z\",\"b\":null,\"c\":null,\"d\":true}");
    }

    @Test
    void aBuilderIsUsedUpByItsObject() {
        JsonObject.Builder builder = Json.object().put("a", 1);
        JsonObject built = builder.build();
        assertThatThrownBy(() -> builder.put("b", 2)).isInstanceOf(IllegalStateException.class);
        assertThat(built.size()).isEqualTo(1);
    }

    @Test
    void escapesWhatMustBe() {
        assertThat(Json.write(Json.of("\"\\\n\t\u0001é😀/"))).isEqualTo("\"\\\"\\\\\\n\\t\\u0001é😀/\"");
    }

    @Test
    void writesHalfSurrogatesOfHostNamesAsReplacements() {
        JsonObject written = Json.object().put("a\ud800", "x\udc00y").build();
        assertThat(Json.write(written)).isEqualTo("{\"a\uFFFD\":\"x\uFFFDy\"}");
    }

    @Test
    void prettyIsOneMemberALine() {
        JsonObject object = Json.object()
                .put("a", 1)
                .put("b", Json.array().add(1).add("x").build())
                .put("c", JsonObject.EMPTY)
                .put("d", JsonArray.EMPTY)
                .build();
        assertThat(Json.pretty(object)).isEqualTo("""
                        {
                          "a": 1,
                          "b": [
                            1,
                            "x"
                          ],
                          "c": {},
                          "d": []
                        }""");
        assertThat(Json.pretty(object)).isEqualTo(Json.pretty(object));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "NaN", "1 ", "Infinity", "١"})
    void refusesNumbersThatJsonDoesNotHave(String literal) {
        assertThatThrownBy(() -> new JsonNumber(literal)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThatThrownBy(() -> JsonNumber.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWholeNumbersHoweverTheyAreWritten() {
        assertThat(new JsonNumber("1e2").asLong()).hasValue(100);
        assertThat(new JsonNumber("3.0").asLong()).hasValue(3);
        assertThat(new JsonNumber("-7").asLong()).hasValue(-7);
        assertThat(new JsonNumber("9223372036854775807").asLong()).hasValue(Long.MAX_VALUE);
        assertThat(new JsonNumber("-9223372036854775808").asLong()).hasValue(Long.MIN_VALUE);
        assertThat(new JsonNumber("9223372036854775808").asLong()).isEmpty();
        assertThat(new JsonNumber("1.5").asLong()).isEmpty();
        assertThat(new JsonNumber("1e999999999").asLong()).isEmpty();
        assertThat(new JsonNumber("1e-999999999").asLong()).isEmpty();
        assertThat(new JsonNumber("1e99999999999999").asLong()).isEmpty();
    }
}
