// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The desired documents of {@code plan} and {@code apply}: one object or an array of them, from a file or standard input. */
final class Documents {

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE|-",
            description = "Desired document, or an array of them, as JSON.")
    String file = "";

    @Option(
            names = "--allow",
            split = ",",
            paramLabel = "NEED",
            description = "What the plan may throw away: reseed, discardRecoveryPoints.")
    List<String> allow = new ArrayList<>();

    @Option(names = "--expect-cluster", paramLabel = "NAME", description = "Refuse to act on any other cluster.")
    @Nullable
    String expectCluster;

    /** The params of each document. */
    List<JsonObject> params(Terminal terminal) {
        JsonValue read = JsonObjects.parse(text(terminal), file.equals("-") ? "standard input" : file);
        List<JsonValue> documents = read instanceof JsonArray array ? array.elements() : List.of(read);
        List<JsonObject> params = new ArrayList<>();
        for (JsonValue document : documents) {
            if (!(document instanceof JsonObject object)) {
                throw new CliException(ExitCode.USAGE, file + " must hold a document or an array of documents.");
            }
            JsonObject.Builder builder = object.toBuilder().put("expectCluster", expectCluster);
            if (!allow.isEmpty()) {
                builder.put("allow", JsonArray.ofStrings(allow));
            }
            params.add(builder.build());
        }
        return params;
    }

    private String text(Terminal terminal) {
        try {
            return file.equals("-")
                    ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "The document file " + file + " cannot be read.");
        }
    }

    /** Several answers as one. */
    static JsonValue together(List<JsonObject> answers) {
        if (answers.size() == 1) {
            return answers.get(0);
        }
        JsonArray.Builder all = Json.array();
        answers.forEach(all::add);
        return all.build();
    }
}
