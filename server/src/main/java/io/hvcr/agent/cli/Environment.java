// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables of the process, injected so that tests have their own. */
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** A variable that is set and not empty. */
    public @Nullable String get(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A variable that holds several values, separated by commas or white space. */
    public List<String> list(String name) {
        String value = get(name);
        return value == null ? List.of() : Arrays.asList(value.split("[,\\s]+"));
    }

    /** Where an agent of this machine keeps its data unless told otherwise (design 8). */
    public Path dataFolder() {
        String named = get("HVCR_DATA");
        if (named != null) {
            return Path.of(named);
        }
        String programData = get("ProgramData");
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        return windows && programData != null
                ? Path.of(programData, "hvcr")
                : Path.of(System.getProperty("user.home", "."), ".local", "share", "hvcr");
    }
}
