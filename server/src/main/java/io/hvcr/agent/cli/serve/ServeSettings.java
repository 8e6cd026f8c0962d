// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.host.simulator.ClockMode;
import io.hvcr.agent.host.simulator.FabricClock;
import io.hvcr.agent.host.wmi.WmiHostOptions;
import io.hvcr.agent.host.wmi.jna.ComOptions;
import io.hvcr.agent.json.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an agent, with every default in place.
 *
 * @param address host name or address to listen on
 * @param port 0 picks a free one
 * @param data the folder of journal, certificate, tokens and log
 * @param host what stands behind the port
 * @param site which cluster of a simulated fabric
 * @param fabric the file of the simulated fabric; several agents may open it
 * @param scenario a name or a file, for a fabric that does not exist yet
 * @param clock how the time of a fabric that does not exist yet passes
 * @param insecure plain HTTP without authentication, on loopback only
 * @param allowedHosts names besides the certificate's that a request's Host header may have
 * @param exportRoots where exports may go; empty allows every directory on a drive letter
 * @param journalAge how long ended operations are kept
 * @param wmi how a real host is spoken to
 */
record ServeSettings(
        String address,
        int port,
        Path data,
        HostKind host,
        SiteKind site,
        Path fabric,
        @Nullable String scenario,
        @Nullable FabricClock clock,
        boolean insecure,
        List<String> allowedHosts,
        List<String> exportRoots,
        Duration journalAge,
        Wmi wmi) {

    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]]+):(\\d{1,5})");
    private static final int DEFAULT_PORT = 8443;
    private static final int DEFAULT_JOURNAL_DAYS = 90;
    private static final int MAX_JOURNAL_DAYS = 3_650;
    private static final int MAX_WMI_TIMEOUT_SECONDS = 600;

    /** What stands behind the port; auto is WMI on Windows and the simulator elsewhere. */
    enum HostKind {
        AUTO,
        WMI,
        SIMULATOR
    }

    /** The clusters of a simulated fabric. */
    enum SiteKind {
        PRIMARY,
        RECOVERY
    }

    /** How WMI answers a call: at once with something to wait for, or when it is done. */
    enum CallForm {
        SEMISYNCHRONOUS,
        SYNCHRONOUS
    }

    /**
     * How a real host is spoken to.
     *
     * @param host what only a real cluster can settle (contract 7)
     * @param session how the session calls
     */
    record Wmi(WmiHostOptions host, ComOptions session) {

        static final Wmi DEFAULTS = new Wmi(WmiHostOptions.DEFAULTS, ComOptions.DEFAULTS);

        private static Wmi of(Givens givens) {
            WmiHostOptions host = WmiHostOptions.DEFAULTS;
            ComOptions session = ComOptions.DEFAULTS;
            int seconds = (int) session.callTimeout().toSeconds();
            return new Wmi(
                    new WmiHostOptions(
                            choice(givens, Setting.WMI_SETTINGS_FORM, host.settingsForm()),
                            choice(givens, Setting.WMI_DISKS, host.diskForm()),
                            choice(givens, Setting.WMI_NODES, host.nodePolicy())),
                    new ComOptions(
                            session.threads(),
                            Duration.ofSeconds(
                                    number(givens, Setting.WMI_TIMEOUT_SECONDS, seconds, MAX_WMI_TIMEOUT_SECONDS)),
                            choice(givens, Setting.WMI_CALLS, CallForm.SEMISYNCHRONOUS) == CallForm.SEMISYNCHRONOUS,
                            session.stuckLimit()));
        }
    }

    static ServeSettings of(Givens givens, Path defaultData) {
        Path data = path(givens, Setting.DATA, defaultData);
        Given listen = givens.get(Setting.LISTEN);
        Matcher hostPort = listen == null ? null : hostPort(listen);
        return new ServeSettings(
                hostPort == null ? "127.0.0.1" : hostPort.group(1).replaceAll("[\\[\\]]", ""),
                hostPort == null ? DEFAULT_PORT : Integer.parseInt(hostPort.group(2)),
                data,
                choice(givens, Setting.HOST, HostKind.AUTO),
                choice(givens, Setting.SITE, SiteKind.PRIMARY),
                path(givens, Setting.FABRIC, data.resolve("fabric.db")),
                text(givens, Setting.SCENARIO),
                clock(givens),
                flag(givens, Setting.INSECURE),
                list(givens, Setting.ALLOWED_HOSTS),
                list(givens, Setting.EXPORT_ROOTS),
                Duration.ofDays(number(givens, Setting.JOURNAL_DAYS, DEFAULT_JOURNAL_DAYS, MAX_JOURNAL_DAYS)),
                Wmi.of(givens));
    }

    private static Matcher hostPort(Given listen) {
        String text = listen.text(Setting.LISTEN);
        Matcher matcher = HOST_PORT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw wrong(
                    Setting.LISTEN,
                    listen,
                    "must be HOST:PORT such as 127.0.0.1:8443 or [::1]:8443 (port 0 picks a free one)");
        }
        return matcher;
    }

    private static Path path(Givens givens, Setting setting, Path absent) {
        Given given = givens.get(setting);
        if (given == null) {
            return absent.toAbsolutePath().normalize();
        }
        try {
            return given.base().resolve(given.text(setting)).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw wrong(setting, given, "must be a path of this machine");
        }
    }

    private static <E extends Enum<E>> E choice(Givens givens, Setting setting, E absent) {
        Given given = givens.get(setting);
        if (given == null) {
            return absent;
        }
        E[] values = absent.getDeclaringClass().getEnumConstants();
        return Arrays.stream(values)
                .filter(one -> word(one).equals(given.text(setting).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong(
                        setting,
                        given,
                        "must be "
                                + Arrays.stream(values).map(ServeSettings::word).collect(Collectors.joining(" or "))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable FabricClock clock(Givens givens) {
        Given given = givens.get(Setting.CLOCK);
        if (given == null) {
            return null;
        }
        String text = given.text(Setting.CLOCK).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "realtime" -> new FabricClock(ClockMode.REALTIME, 1);
            case "stepped" -> new FabricClock(ClockMode.STEPPED, 1);
            default -> new FabricClock(ClockMode.SCALED, factor(text, given));
        };
    }

    private static double factor(String text, Given given) {
        Matcher scaled = Pattern.compile("scaled:(\\d{1,6}(\\.\\d{1,6})?)").matcher(text);
        double factor = scaled.matches() ? Double.parseDouble(scaled.group(1)) : 0;
        if (factor <= 0) {
            throw wrong(Setting.CLOCK, given, "must be realtime, stepped or scaled:F with a factor such as scaled:60");
        }
        return factor;
    }

    private static @Nullable String text(Givens givens, Setting setting) {
        Given given = givens.get(setting);
        return given == null ? null : given.text(setting);
    }

    private static boolean flag(Givens givens, Setting setting) {
        Given given = givens.get(setting);
        if (given == null) {
            return false;
        }
        return switch (given.text(setting).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(setting, given, "must be true or false");
        };
    }

    private static List<String> list(Givens givens, Setting setting) {
        Given given = givens.get(setting);
        return given == null ? List.of() : given.values();
    }

    private static int number(Givens givens, Setting setting, int absent, int max) {
        Given given = givens.get(setting);
        if (given == null) {
            return absent;
        }
        String text = given.text(setting);
        int value = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > max) {
            throw wrong(setting, given, "must be a whole number of 1 to " + max);
        }
        return value;
    }

    private static SettingsException wrong(Setting setting, Given given, String rule) {
        return new SettingsException(setting.wireName() + " " + rule + ", not "
                + Texts.quoted(String.join("; ", given.values())) + " (from " + given.origin() + ")");
    }
}
