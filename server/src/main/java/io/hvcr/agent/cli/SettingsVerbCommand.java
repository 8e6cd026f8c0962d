// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The methods that take setting data, as a JSON object of WMI property names. */
@Command
final class SettingsVerbCommand extends VerbCommand {

    @Option(
            names = "--settings",
            paramLabel = "JSON|@FILE",
            defaultValue = "{}",
            description = "Properties of Msvm_CollectionReplicationSettingData to set, such as"
                    + " {\"RecoveryConnectionPoint\":\"broker.recovery.example\",\"AuthenticationType\":1}.")
    @Nullable
    String settings;

    SettingsVerbCommand(Terminal terminal, ReplicationMethod method) {
        super(terminal, method);
    }

    @Override
    protected void params(JsonObject.Builder params) {
        String text = settings == null ? "{}" : settings;
        params.put("CollectionReplicationSettingData", JsonObjects.parseObject(read(text), "--settings"));
    }

    private static String read(String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        try {
            return Files.readString(Path.of(text.substring(1)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "The settings file " + text.substring(1) + " cannot be read.");
        }
    }
}
