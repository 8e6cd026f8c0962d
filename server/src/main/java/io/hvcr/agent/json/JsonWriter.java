// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.Separators;

/** Writes a tree through Jackson's generator. */
final class JsonWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(INDENT)
            .withArrayIndenter(INDENT);

    private JsonWriter() {}

    static byte[] write(JsonValue value, boolean pretty) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator =
                FACTORY.createGenerator(pretty ? new Pretty() : ObjectWriteContext.empty(), out)) {
            write(value, generator);
        }
        return out.toByteArray();
    }

    private static void write(JsonValue value, JsonGenerator to) {
        switch (value) {
            case JsonObject object -> {
                to.writeStartObject();
                object.members().forEach((name, member) -> {
                    to.writeName(Utf8.withoutLoneSurrogates(name));
                    write(member, to);
                });
                to.writeEndObject();
            }
            case JsonArray array -> {
                to.writeStartArray();
                array.forEach(element -> write(element, to));
                to.writeEndArray();
            }
            case JsonString string -> to.writeString(Utf8.withoutLoneSurrogates(string.value()));
            case JsonNumber number -> to.writeNumber(number.literal());
            case JsonBoolean bool -> to.writeBoolean(bool.value());
            case JsonNull ignored -> to.writeNull();
        }
    }

    /** Hands the generator a printer of its own: a printer counts levels. */
    private static final class Pretty extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return PRETTY.createInstance();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }
}
