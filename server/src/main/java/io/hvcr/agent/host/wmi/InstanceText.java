// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.Optional;

/** Instances as text, in whatever form the host chose (contract 4.6). */
final class InstanceText {

    private InstanceText() {}

    /** Whether a text is an instance rather than words for people (contract 2.4, GetReplicationStatistics). */
    static boolean looksLikeInstance(String text) {
        return isXml(text) || text.stripLeading().regionMatches(true, 0, "instance of", 0, "instance of".length());
    }

    /** Reads XML of either DTD, or MOF. */
    static WmiObject read(String text) {
        return isXml(text) ? XmlInstanceReader.read(text.substring(text.indexOf('<'))) : MofReader.read(text);
    }

    /** A message of an error that may be embedded as an instance of {@code Msvm_Error}, or be plain words. */
    static Optional<String> message(String text) {
        if (!looksLikeInstance(text)) {
            return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
        }
        try {
            WmiObject error = read(text);
            return error.text("Message")
                    .filter(m -> !m.isBlank())
                    .map(String::strip)
                    .or(() -> error.text("MessageID").map(id -> "error " + id + " without a text"));
        } catch (InstanceTextException e) {
            return Optional.of(text.strip());
        }
    }

    private static boolean isXml(String text) {
        String start = text.stripLeading();
        return start.startsWith("<") || start.startsWith("\uFEFF<");
    }
}
