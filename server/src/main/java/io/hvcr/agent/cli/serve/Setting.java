// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be configured, under one name in three places: {@code exportRoots} in the file, {@code HVCR_EXPORT_ROOTS} in the
 * environment, {@code --export-roots} on the command line.
 */
enum Setting {
    LISTEN,
    DATA,
    HOST,
    SITE,
    FABRIC,
    SCENARIO,
    CLOCK,
    INSECURE,
    ALLOWED_HOSTS,
    EXPORT_ROOTS,
    JOURNAL_DAYS,
    WMI_NODES,
    WMI_DISKS,
    WMI_SETTINGS_FORM,
    WMI_CALLS,
    WMI_TIMEOUT_SECONDS;

    /** The name in the configuration file. */
    String wireName() {
        StringBuilder out = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            out.append(out.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return out.toString();
    }

    String environmentName() {
        return "HVCR_" + name();
    }

    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it holds several values, which a text separates by semicolons. */
    boolean isList() {
        return this == ALLOWED_HOSTS || this == EXPORT_ROOTS;
    }

    static Optional<Setting> named(String wireName) {
        return Arrays.stream(values())
                .filter(s -> s.wireName().equals(wireName))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Setting::wireName).toList();
    }
}
