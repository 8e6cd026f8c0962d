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
            description =
                    "File that holds the token (environment: HVCR_TOKEN_FILE); one for all, or one for each --url.")
    List<Path> tokenFiles = new ArrayList<>();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificate to trust, PEM (environment: HVCR_CA_FILE); one for all, or one for each --url.")
    List<Path> caFiles = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of a local agent (environment: HVCR_DATA); several for several agents.")
    List<Path> data = new ArrayList<>();

    private final Environment environment;

    EndpointOptions(Environment environment) {
        this.environment = environment;
    }

    /** The one agent to speak to. */
    Endpoint single() {
        List<Endpoint> all = all();
        if (all.size() > 1) {
            throw new CliException(ExitCode.USAGE, "This command speaks to one agent; name one.");
        }
        return all.get(0);
    }

    /** Every agent that was named, or the local one. */
    List<Endpoint> all() {
        if (token != null && !tokenFiles.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "Give --token or --token-file, not both.");
        }
        if (!data.isEmpty() && !urls.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "Give --url or --data, not both.");
        }
        List<String> named = urls.isEmpty() && data.isEmpty() ? environment.list("HVCR_URL") : urls;
        List<Endpoint> all = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            Path tokenFile = nth("--token-file", tokenFiles, i, named.size());
            all.add(new Endpoint(
                    uri(named.get(i)), token(tokenFile), caFile(nth("--ca-file", caFiles, i, named.size()))));
        }
        if (named.isEmpty()) {
            List<Path> folders = data.isEmpty() ? List.of(environment.dataFolder()) : data;
            for (int i = 0; i < folders.size(); i++) {
                Path tokenFile = nth("--token-file", tokenFiles, i, folders.size());
                Path caFile = nth("--ca-file", caFiles, i, folders.size());
                all.add(LocalAgent.endpoint(folders.get(i), token(tokenFile), caFile(caFile)));
            }
        }
        return all;
    }

    /** One file serves every agent; several stand in the order of the agents. */
    private static @Nullable Path nth(String option, List<Path> files, int index, int agents) {
        if (files.isEmpty()) {
            return null;
        }
        if (files.size() != 1 && files.size() != agents) {
            throw new CliException(
                    ExitCode.USAGE, "Give " + option + " once, or once for each of the " + agents + " agents.");
        }
        return files.get(files.size() == 1 ? 0 : index);
    }

    private @Nullable String token(@Nullable Path tokenFile) {
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

    private @Nullable Path caFile(@Nullable Path given) {
        String file = environment.get("HVCR_CA_FILE");
        return given != null ? given : file == null ? null : Path.of(file);
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
