// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Names as nobody should give them: made of everything that means something to WQL, object paths, XML or MOF. */
public final class HostileNames {

    private static final List<String> PARTS = List.of(
            "'",
            "\"",
            "\\",
            "%",
            "_",
            "]]>",
            "<![CDATA[",
            "\n",
            "\r",
            "\t",
            "&",
            "<",
            ">",
            "&amp;",
            "&#10;",
            "{",
            "}",
            "=",
            ",",
            ".",
            ";",
            ":",
            "--",
            "/*",
            "*/",
            "//",
            "$",
            "[",
            "]",
            " ",
            "  ",
            "a",
            "SQL",
            "' OR '1' = '1",
            "\" OR \"\" = \"",
            "\\'",
            "\\\"",
            "\\n",
            "\\x41",
            "é",
            "日本",
            "Ω",
            "\uD83D\uDE00",
            "\u2028",
            "\u0085",
            "\u00A0",
            "ß",
            "İ",
            "</VALUE>",
            "instance of X {};",
            "NULL",
            "TRUE",
            "WHERE",
            "ASSOCIATORS OF {");

    private HostileNames() {}

    /** The same names for the same seed. */
    public static List<String> of(long seed, int count) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(PARTS);
        while (names.size() < count) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(6) + 1; i > 0; i--) {
                name.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            names.add(name.toString());
        }
        return names;
    }
}
