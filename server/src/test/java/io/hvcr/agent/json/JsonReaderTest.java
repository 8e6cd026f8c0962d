// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static JsonValue parse(String text) {
        return Json.parse(text, JsonLimits.REQUEST);
    }

    private static JsonException refusal(byte[] bytes) {
        return catchThrowableOfType(JsonException.class, () -> Json.parse(bytes, JsonLimits.REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.5", "9223372036854775808", "1e2", "-0", "0.10", "1E+400", "123456789012345678901234567890"})
    void keepsTheLiteralOfANumber(String literal) {
        assertThat(parse(literal)).isEqualTo(new JsonNumber(literal));
        assertThat(parse(literal)).hasToString(literal);
    }

    @Test
    void keepsTheOrderOfMembersAndComparesWithoutIt() {
        JsonObject read = (JsonObject) parse("{\"b\":1,\"a\":{\"y\":[],\"x\":{}}}");
        assertThat(read.members().keySet()).containsExactly("b", "a");
        assertThat(read).hasToString("{\"b\":1,\"a\":{\"y\":[],\"x\":{}}}");
        assertThat(read).isEqualTo(parse("{\"a\":{\"x\":{},\"y\":[]},\"b\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                  | no JSON at all (line 1, column 1)",
                "` `                 | no JSON at all (line 1, column 2)",
                "{\"a\":1}x          | unexpected 'x' (line 1, column 8)",
                "{\"a\":1} {}        | more text after the end of the JSON value (line 1, column 9)",
                "{\"a\":             | the text ends before the JSON is complete at a (line 1, column 6)",
                "[\"a                | the text ends before the JSON is complete at [0] (line 1, column 4)",
                "{\"a\":[1,}         | unexpected '}' at a[1] (line 1, column 9)",
                "[NaN]               | unexpected 'NaN' at [0] (line 1, column 5)",
                "[tru]               | unexpected 'tru' at [0] (line 1, column 2)",
                "[01]                | unexpected '1' at [0] (line 1, column 3)",
                "{'a':1}             | unexpected ''' (line 1, column 2)",
                "[1 /* no */]        | unexpected '/' at [0] (line 1, column 4)",
                "{\"a\":{\"b\":1,\"b\":2}} | the member 'b' twice in one object at a.b (line 1, column 13)",
                "{\"a\":\"\\ud800\"}  | half of a surrogate pair in a string at a (line 1, column 6)",
                "{\"\\udc00\":1}      | unexpected '\"' (line 1, column 9)",
            })
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(JsonException.class).hasMessage(message);
    }

    @Test
    void countsLines() {
        JsonException refused = refusal("{\n  \"a\": 1,\n  \"b\": x\n}".getBytes(UTF_8));
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused.column()).isEqualTo(8);
        assertThat(refused.path()).contains("b");
    }

    @Test
    void refusesAByteOrderMark() {
        assertThat(refusal("\uFEFF{}".getBytes(UTF_8))).hasMessageContaining("byte order mark");
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(refusal("{\"a\":\"é\"}".getBytes(ISO_8859_1)))
                .hasMessage("bytes that are not UTF-8 (line 1, column 7)");
        assertThat(refusal("{}".getBytes(UTF_16LE))).hasMessageContaining("control character 0x00");
    }

    @Test
    void refusesOverlongFormsAndEncodedSurrogates() {
        byte[] overlongSlash = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
        byte[] surrogatesAsBytes = {
            '"', (byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80, '"'
        };
        byte[] cutOff = {'"', (byte) 0xE2, (byte) 0x82};
        assertThat(refusal(overlongSlash)).hasMessageContaining("not UTF-8");
        assertThat(refusal(surrogatesAsBytes)).hasMessageContaining("not UTF-8");
        assertThat(refusal(cutOff)).hasMessageContaining("not UTF-8");
    }

    @Test
    void readsAllOfUnicode() {
        assertThat(parse("\"\\ud83d\\ude00 😀 \\u0000 \\\\ é\"")).isEqualTo(new JsonString("😀 😀 \u0000 \\ é"));
        String longText = "é€😀".repeat(3000);
        assertThat(Json.parse("\"" + longText + "\"", JsonLimits.STORED)).isEqualTo(new JsonString(longText));
    }

    @Test
    void refusesHalfSurrogatesInText() {
        assertThatThrownBy(() -> parse("\"\ud800\"")).isInstanceOf(JsonException.class);
    }

    @Test
    void limitsDepth() {
        String atTheLimit = "[".repeat(32) + "]".repeat(32);
        assertThat(parse(atTheLimit)).isInstanceOf(JsonArray.class);
        for (int depth : new int[] {33, 1_000, 100_000}) {
            assertThatThrownBy(() -> parse("[".repeat(depth)))
                    .isInstanceOf(JsonException.class)
                    .hasMessageContaining("nested deeper than 32 levels");
            assertThatThrownBy(() -> parse("{\"a\":".repeat(depth)))
                    .isInstanceOf(JsonException.class)
                    .hasMessageContaining("nested deeper than 32 levels");
        }
    }

    @Test
    void limitsStringsNumbersAndNames() {
        assertThat(parse("\"" + "x".repeat(8192) + "\"")).isInstanceOf(JsonString.class);
        assertThatThrownBy(() -> parse("{\"params\":{\"collection\":\"" + "x".repeat(100_000) + "\"}}"))
                .hasMessage("a string longer than 8192 characters at params.collection (line 1, column 25)");
        assertThatThrownBy(() -> parse("{\"" + "x".repeat(8193) + "\":1}"))
                .hasMessageStartingWith("a member name longer than 8192 characters");
        assertThatThrownBy(() -> parse("[" + "9".repeat(1_000_000) + "]"))
                .hasMessageStartingWith("a number longer than 100 characters at [0]");
        assertThatThrownBy(() -> parse("[1." + "9".repeat(100) + "]"))
                .hasMessageStartingWith("a number longer than 100 characters at [0]");
    }

    @Test
    void limitsTheNumberOfValues() {
        JsonLimits limits = new JsonLimits(32, 100, 100, 5);
        assertThat(Json.parse("[1,2,3,4,5]", limits)).isInstanceOf(JsonArray.class);
        assertThatThrownBy(() -> Json.parse("[1,2,3,[4,5]]", limits)).hasMessageContaining("more than 5 members");
        assertThatThrownBy(() -> Json.parse("{\"a\":{\"b\":[1,2,3,4]}}", limits))
                .hasMessageContaining("more than 5 members");
    }

    @Test
    void findsValuesByPath() {
        JsonObject read = (JsonObject) parse("{\"error\":{\"data\":{\"allowed\":[\"a\",{\"b\":7}]}}}");
        assertThat(read.at("error.data.allowed[1].b")).contains(Json.of(7));
        assertThat(read.at("error.data.allowed[2]")).isEmpty();
        assertThat(read.at("error.nothing.allowed")).isEmpty();
    }

    @Test
    void typedAccessorsTakeNullForAbsent() {
        JsonObject read = (JsonObject) parse("{\"n\":null,\"i\":1e2,\"s\":\"x\",\"t\":true}");
        assertThat(read.string("n")).isEmpty();
        assertThat(read.string("absent")).isEmpty();
        assertThat(read.string("s")).contains("x");
        assertThat(read.integer("i")).hasValue(100);
        assertThat(read.bool("t")).contains(true);
        assertThat(read.get("n")).contains(JsonNull.NULL);
        assertThatThrownBy(() -> read.string("i")).hasMessage("i is a number, not a string");
    }
}
