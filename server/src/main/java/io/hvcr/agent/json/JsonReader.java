// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads one document into a tree.
 *
 * <p>Jackson tokenizes; the limits are checked here and Jackson's own are off, because the message of a refusal is part of our
 * interface and must name the member and not a setting of a library. The encoding is checked before the first token, and
 * Jackson's guessing of UTF-16 and UTF-32 is off.
 */
final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] source;
    private final JsonLimits limits;
    private final JsonParser parser;
    private int values;

    private JsonReader(byte[] source, JsonLimits limits, JsonParser parser) {
        this.source = source;
        this.limits = limits;
        this.parser = parser;
    }

    static JsonValue read(byte[] source, JsonLimits limits) {
        checkEncoding(source);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), source)) {
            return new JsonReader(source, limits, parser).document();
        }
    }

    private static void checkEncoding(byte[] source) {
        if (source.length >= 3 && source[0] == (byte) 0xEF && source[1] == (byte) 0xBB && source[2] == (byte) 0xBF) {
            throw new JsonException("a byte order mark; JSON is UTF-8 without one", 1, 1, null);
        }
        int invalid = Utf8.firstInvalid(source);
        if (invalid >= 0) {
            int line = 1;
            int lineStart = 0;
            for (int i = 0; i < invalid; i++) {
                if (source[i] == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
            throw new JsonException("bytes that are not UTF-8", line, invalid - lineStart + 1, null);
        }
    }

    private JsonValue document() {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw fail("no JSON at all", parser.currentLocation());
            }
            JsonValue value = value(first, 1);
            if (parser.nextToken() != null) {
                throw fail("more text after the end of the JSON value", parser.currentTokenLocation());
            }
            return value;
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    private JsonValue value(JsonToken token, int depth) {
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> new JsonString(string());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("unexpected token " + token);
        };
    }

    private JsonObject object(int depth) {
        checkDepth(depth);
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        while (next() == JsonToken.PROPERTY_NAME) {
            count();
            String name = name();
            if (members.containsKey(name)) {
                throw fail("the member " + Texts.quoted(name) + " twice in one object", parser.currentTokenLocation());
            }
            members.put(name, value(next(), depth + 1));
        }
        return members.isEmpty() ? JsonObject.EMPTY : new JsonObject(members);
    }

    private JsonArray array(int depth) {
        checkDepth(depth);
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            count();
            elements.add(value(token, depth + 1));
        }
        return elements.isEmpty() ? JsonArray.EMPTY : new JsonArray(elements);
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw fail("the text ends before the JSON is complete", parser.currentLocation());
        }
        return token;
    }

    private String name() {
        String name = parser.currentName();
        if (name.length() > limits.maxStringLength()) {
            throw fail("a member name " + longer(limits.maxStringLength()), parser.currentTokenLocation());
        }
        if (Utf8.loneSurrogate(name) >= 0) {
            throw fail("half of a surrogate pair in a member name", parser.currentTokenLocation());
        }
        return name;
    }

    private String string() {
        if (parser.getStringLength() > limits.maxStringLength()) {
            throw fail("a string " + longer(limits.maxStringLength()), parser.currentTokenLocation());
        }
        String text = parser.getString();
        if (Utf8.loneSurrogate(text) >= 0) {
            throw fail("half of a surrogate pair in a string", parser.currentTokenLocation());
        }
        return text;
    }

    private JsonNumber number() {
        if (parser.getStringLength() > limits.maxNumberLength()) {
            throw fail("a number " + longer(limits.maxNumberLength()), parser.currentTokenLocation());
        }
        return new JsonNumber(parser.getString());
    }

    private static String longer(int limit) {
        return "longer than " + limit + " characters";
    }

    private void checkDepth(int depth) {
        if (depth > limits.maxDepth()) {
            throw fail(
                    "arrays and objects nested deeper than " + limits.maxDepth() + " levels",
                    parser.currentTokenLocation());
        }
    }

    private void count() {
        if (++values > limits.maxValues()) {
            throw fail("more than " + limits.maxValues() + " members and elements", parser.currentTokenLocation());
        }
    }

    private JsonException malformed(JacksonException cause) {
        TokenStreamLocation where = cause.getLocation();
        if (where == null) {
            where = parser.currentLocation();
        }
        String text = String.valueOf(cause.getOriginalMessage());
        int offset = (int) where.getByteOffset();
        String what;
        if (text.startsWith("Unrecognized token '") || text.startsWith("Non-standard token '")) {
            int from = text.indexOf('\'') + 1;
            what = "unexpected " + Texts.quoted(text.substring(from, text.indexOf('\'', from)));
        } else if (offset < 0 || offset >= source.length) {
            what = "the text ends before the JSON is complete";
        } else {
            what = "unexpected " + describe(offset);
        }
        return fail(what, where);
    }

    /** The character at this offset, as a message shows it. */
    private String describe(int offset) {
        int b = source[offset];
        if (b >= 0x20 && b < 0x7F) {
            return "'" + (char) b + "'";
        }
        return b < 0 ? "non-ASCII character" : "control character " + String.format("0x%02x", b);
    }

    private JsonException fail(String what, TokenStreamLocation where) {
        String path = path(parser.streamReadContext());
        return new JsonException(
                path == null ? what : what + " at " + path,
                Math.max(1, where.getLineNr()),
                Math.max(1, where.getColumnNr()),
                path);
    }

    private static @Nullable String path(TokenStreamContext innermost) {
        String path = "";
        for (TokenStreamContext at = innermost; at != null; at = at.getParent()) {
            if (at.inObject() && at.currentName() != null) {
                path = Paths.join(Paths.member(at.currentName()), path);
            } else if (at.inArray() && at.hasCurrentIndex()) {
                path = Paths.join(Paths.element(at.getCurrentIndex()), path);
            }
        }
        return path.isEmpty() ? null : path;
    }
}
