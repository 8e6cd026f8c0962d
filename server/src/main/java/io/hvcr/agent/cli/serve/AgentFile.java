// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * {@code agent.json} in the data folder: where the agent of this folder answers, and how to speak to it. The commands of the same
 * machine read it when they are given no address. It holds paths, never a secret.
 */
final class AgentFile {

    static final String NAME = "agent.json";

    private AgentFile() {}

    /** Written beside and then put in place, so that no reader ever sees half of it. */
    static void write(
            DataFolder data,
            String url,
            @Nullable String fingerprint,
            @Nullable Path certificate,
            @Nullable Path token) {
        JsonObject content = Json.object()
                .put("url", url)
                .put("fingerprint", fingerprint)
                .put("certificateFile", certificate == null ? null : certificate.toString())
                .put("tokenFile", token == null ? null : token.toString())
                .put("pid", ProcessHandle.current().pid())
                .build();
        Path target = data.file(NAME);
        Path beside = data.file(NAME + ".new");
        try {
            Files.writeString(beside, Json.pretty(content) + "\n", StandardCharsets.UTF_8);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartException(target + " cannot be written: " + Reasons.of(e));
        }
    }
}
