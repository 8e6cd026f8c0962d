// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent as shipped, on a simulated fabric of its own, with what a client needs to speak to it. */
final class Agent implements AutoCloseable {

    private final Target target;
    private final Path data;

    private Agent(Target target, Path data) {
        this.target = target;
        this.data = data;
    }

    static Agent start(Path distribution, Path folder, String scenario) throws IOException {
        Path data = folder.resolve("data-" + scenario);
        List<String> command = List.of(
                distribution.resolve("bin/hvcr-agent").toString(),
                "serve",
                "--host",
                "simulator",
                "--site",
                "primary",
                "--listen",
                "127.0.0.1:0",
                "--data",
                data.toString(),
                "--fabric",
                folder.resolve("fabric-" + scenario + ".db").toString(),
                "--scenario",
                scenario);
        return new Agent(Target.start("agent", command, folder.resolve("agent.log")), data);
    }

    Target target() {
        return target;
    }

    Path certificate() throws IOException {
        return Path.of(member("certificateFile"));
    }

    String token() throws IOException {
        return Files.readString(Path.of(member("tokenFile"))).strip();
    }

    Path data() {
        return data;
    }

    Load load(String method, String params) throws IOException {
        return new Load(target, certificate(), token(), method, params);
    }

    RawClient client() throws IOException {
        return new RawClient(target.port(), certificate(), token());
    }

    private String member(String name) throws IOException {
        String json = Files.readString(data.resolve("agent.json"), StandardCharsets.UTF_8);
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IOException("agent.json names no " + name);
        }
        return matcher.group(1).replace("\\\\", "\\");
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
