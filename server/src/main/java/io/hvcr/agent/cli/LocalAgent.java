// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the agent of a data folder: {@code serve} writes its address, certificate and token file to {@code agent.json}. */
final class LocalAgent {

    static final String FILE = "agent.json";

    private LocalAgent() {}

    static Endpoint endpoint(Path dataFolder, @Nullable String token, @Nullable Path caFile) {
        Path file = dataFolder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CliException(
                    ExitCode.UNREACHABLE,
                    "No agent has run with the data folder " + dataFolder
                            + ". Start one with 'hvcr-agent serve', or name another with --url or --data.");
        }
        JsonObject agent = JsonObjects.parseObject(read(file), file.toString());
        String url = agent.string("url")
                .orElseThrow(
                        () -> new CliException(ExitCode.UNEXPECTED, file + " names no url; start the agent anew."));
        return new Endpoint(
                URI.create(url),
                token != null
                        ? token
                        : agent.string("tokenFile")
                                .map(t -> EndpointOptions.readToken(Path.of(t)))
                                .orElse(null),
                caFile != null
                        ? caFile
                        : agent.string("certificateFile").map(Path::of).orElse(null));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.UNREACHABLE, file + " cannot be read; does this account own the data folder?");
        }
    }
}
