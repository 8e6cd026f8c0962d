// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBoolean;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.json.JsonNull;
import io.hvcr.agent.json.JsonNumber;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonString;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.json.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the three places of the configuration together: an option beats the environment, which beats the file (design 8). */
final class Givens {

    private static final String LIST_SEPARATOR = "\\s*;\\s*";

    private final Map<Setting, Given> all;

    private Givens(Map<Setting, Given> all) {
        this.all = all;
    }

    /**
     * What is given.
     *
     * @param file the configuration file, a JSON object
     * @param environment all variables of the process
     * @param options what stood on the command line
     */
    static Givens of(@Nullable Path file, Map<String, String> environment, Map<Setting, String> options) {
        Map<Setting, Given> all = new EnumMap<>(Setting.class);
        if (file != null) {
            all.putAll(file(file));
        }
        Path here = Path.of("");
        for (Setting setting : Setting.values()) {
            String variable = environment.get(setting.environmentName());
            if (variable != null && !variable.isBlank()) {
                all.put(
                        setting,
                        given(setting, variable, "the environment variable " + setting.environmentName(), here));
            }
            String option = options.get(setting);
            if (option != null) {
                all.put(setting, given(setting, option, "the option " + setting.option(), here));
            }
        }
        return new Givens(all);
    }

    @Nullable
    Given get(Setting setting) {
        return all.get(setting);
    }

    private static Given given(Setting setting, String text, String origin, Path base) {
        List<String> values = setting.isList()
                ? Arrays.stream(text.strip().split(LIST_SEPARATOR))
                        .filter(one -> !one.isEmpty())
                        .toList()
                : List.of(text.strip());
        return new Given(values, origin, base);
    }

    private static Map<Setting, Given> file(Path file) {
        Map<Setting, Given> all = new EnumMap<>(Setting.class);
        Path parent = file.toAbsolutePath().getParent();
        Path base = parent == null ? Path.of("") : parent;
        parse(file).members().forEach((name, value) -> {
            Setting setting = Setting.named(name).orElseThrow(() -> unknown(name, file));
            if (value != JsonNull.NULL) {
                all.put(setting, new Given(texts(setting, value, file), "the configuration file " + file, base));
            }
        });
        return all;
    }

    private static JsonObject parse(Path file) {
        try {
            if (Json.parse(Files.readAllBytes(file), JsonLimits.STORED) instanceof JsonObject object) {
                return object;
            }
            throw new SettingsException("the configuration file " + file + " must hold a JSON object such as"
                    + " {\"listen\":\"127.0.0.1:8443\"}");
        } catch (JsonException malformed) {
            throw new SettingsException(
                    "the configuration file " + file + " is not valid JSON: " + malformed.getMessage());
        } catch (IOException unreadable) {
            throw new SettingsException("the configuration file " + file + " cannot be read; is it there, and does this"
                    + " account own it?");
        }
    }

    private static SettingsException unknown(String name, Path file) {
        String guess = Texts.nearest(name, Setting.wireNames())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; it takes " + String.join(", ", Setting.wireNames()));
        return new SettingsException(
                "the configuration file " + file + " has the unknown member " + Texts.quoted(name) + guess);
    }

    private static List<String> texts(Setting setting, JsonValue value, Path file) {
        if (value instanceof JsonArray array && setting.isList()) {
            return array.stream().map(one -> text(setting, one, file)).toList();
        }
        return List.of(text(setting, value, file));
    }

    private static String text(Setting setting, JsonValue value, Path file) {
        return switch (value) {
            case JsonString text -> text.value();
            case JsonNumber number -> number.literal();
            case JsonBoolean bool -> bool.toString();
            case JsonNull ignored -> throw wrongType(setting, value, file);
            case JsonArray ignored -> throw wrongType(setting, value, file);
            case JsonObject ignored -> throw wrongType(setting, value, file);
        };
    }

    private static SettingsException wrongType(Setting setting, JsonValue value, Path file) {
        return new SettingsException(
                setting.wireName() + " in the configuration file " + file + " cannot be " + value.kind());
    }
}
