// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import java.nio.file.Path;
import java.util.List;

/**
 * A value of the configuration and where it was given, so that a message can say which of three places to mend.
 *
 * @param values one, or several for a list
 * @param origin such as {@code the option --listen}
 * @param base what relative paths are relative to: the working directory, or the configuration file's folder
 */
record Given(List<String> values, String origin, Path base) {

    Given {
        values = List.copyOf(values);
    }

    /** The one value. */
    String text(Setting setting) {
        if (values.size() != 1) {
            throw new SettingsException(
                    setting.wireName() + " takes one value, and " + origin + " gives " + values.size());
        }
        return values.getFirst();
    }
}
