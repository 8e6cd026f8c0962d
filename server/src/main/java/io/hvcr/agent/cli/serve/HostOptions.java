// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.cli.Environment;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens the host itself: where the configuration is, and which host. */
final class HostOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file, JSON (environment: HVCR_CONFIG).")
    @Nullable
    Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Journal, certificate, tokens and log: %%ProgramData%%\\hvcr or ~/.local/share/hvcr.")
    @Nullable
    String data;

    @Option(
            names = "--host",
            paramLabel = "auto|wmi|simulator",
            description = "What stands behind the agent: auto is the host itself on Windows, the simulator elsewhere.")
    @Nullable
    String host;

    @Option(names = "--site", paramLabel = "primary|recovery", description = "Which cluster of the simulated fabric.")
    @Nullable
    String site;

    @Option(
            names = "--fabric",
            paramLabel = "FILE",
            description =
                    "The simulated fabric: fabric.db in the data folder. Agents of both sites open the same file.")
    @Nullable
    String fabric;

    @Option(
            names = "--wmi-nodes",
            paramLabel = "any|owner",
            description = "Windows: whether the agent acts for collections whose members another node owns: any.")
    @Nullable
    String wmiNodes;

    @Option(
            names = "--wmi-disks",
            paramLabel = "FORM",
            description = "Windows: how IncludedDisks names disks: object-path, instance-id or embedded-instance.")
    @Nullable
    String wmiDisks;

    @Option(
            names = "--wmi-settings-form",
            paramLabel = "FORM",
            description =
                    "Windows: who writes setting data as text, and how: host-wmi-dtd, host-cim-dtd, own-wmi-dtd or"
                            + " own-cim-dtd.")
    @Nullable
    String wmiSettingsForm;

    @Option(
            names = "--wmi-calls",
            paramLabel = "FORM",
            description = "Windows: semisynchronous (a call that hangs can be given up) or synchronous.")
    @Nullable
    String wmiCalls;

    @Option(
            names = "--wmi-timeout-seconds",
            paramLabel = "SECONDS",
            description = "Windows: how long one WMI call may take: 60.")
    @Nullable
    String wmiTimeoutSeconds;

    /** Notes what was given. */
    void into(Map<Setting, String> given) {
        put(given, Setting.DATA, data);
        put(given, Setting.HOST, host);
        put(given, Setting.SITE, site);
        put(given, Setting.FABRIC, fabric);
        put(given, Setting.WMI_NODES, wmiNodes);
        put(given, Setting.WMI_DISKS, wmiDisks);
        put(given, Setting.WMI_SETTINGS_FORM, wmiSettingsForm);
        put(given, Setting.WMI_CALLS, wmiCalls);
        put(given, Setting.WMI_TIMEOUT_SECONDS, wmiTimeoutSeconds);
    }

    /** The whole configuration, these options and others of the command among it. */
    ServeSettings settings(Environment environment, Map<Setting, String> given) {
        into(given);
        Path file = config;
        if (file == null) {
            String named = environment.get("HVCR_CONFIG");
            file = named == null ? null : Path.of(named);
        }
        return ServeSettings.of(Givens.of(file, environment.variables(), given), environment.dataFolder());
    }

    static void put(Map<Setting, String> given, Setting setting, @Nullable String value) {
        if (value != null) {
            given.put(setting, value);
        }
    }
}
