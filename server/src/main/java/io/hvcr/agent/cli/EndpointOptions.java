// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which agents a command speaks to. A flag beats the environment; without either the agent of the local data folder is
 * meant, whose address, certificate and token lie there.
 */
final class EndpointOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "An agent, such as https://hv01:8443 (environment: HVCR_URL). Without it, the local one.")
    List<String> urls = new ArrayList<>();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Bearer token (environment: HVCR_TOKEN). A file is safer: arguments are visible to others.")
    @Nullable
    String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File that holds the token (environment: HVCR_TOKEN_FILE).")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificate to trust, PEM (environment: HVCR_CA_FILE).")
    @Nullable
    Path caFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the local agent (environment: HVCR_DATA).")
    @Nullable
    Path data;

    private final Environment environment;

    EndpointOptions(Environment environment) {
        this.environment = environment;
    }

    /** The one agent to speak to. */
    Endpoint single() {
        List<Endpoint> all = all();
        if (all.size() > 1) {
            throw new CliException(ExitCode.USAGE, "This command speaks to one agent; give one --url.");
        }
        return all.get(0);
    }

    /** Every agent that was named, or the local one. */
    List<Endpoint> all() {
        List<String> named = urls.isEmpty() ? environment.list("HVCR_URL") : urls;
        if (named.isEmpty()) {
            return List.of(LocalAgent.endpoint(dataFolder(), explicitToken(), explicitCaFile()));
        }
        return named.stream()
                .map(url -> new Endpoint(uri(url), explicitToken(), explicitCaFile()))
                .toList();
    }

    private Path dataFolder() {
        return data != null ? data : environment.dataFolder();
    }

    private @Nullable String explicitToken() {
        if (token != null && tokenFile != null) {
            throw new CliException(ExitCode.USAGE, "Give --token or --token-file, not both.");
        }
        if (token != null) {
            return token;
        }
        if (tokenFile != null) {
            return readToken(tokenFile);
        }
        String fromEnvironment = environment.get("HVCR_TOKEN");
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        String file = environment.get("HVCR_TOKEN_FILE");
        return file == null ? null : readToken(Path.of(file));
    }

    private @Nullable Path explicitCaFile() {
        String file = environment.get("HVCR_CA_FILE");
        return caFile != null ? caFile : file == null ? null : Path.of(file);
    }

    static String readToken(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw new CliException(ExitCode.USAGE, "The token file " + file + " is empty.");
            }
            return text;
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.USAGE, "The token file " + file + " cannot be read; does this account own it?");
        }
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message
        }
        throw new CliException(ExitCode.USAGE, "'" + text + "' is no address of an agent; write https://HOST:PORT.");
    }
}
