// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Scenario documents for tests: the shipped ones with something changed. */
final class Scenes {

    private Scenes() {}

    /** The scenario {@code two} with more members in front, such as {@code "switches":{…},}. */
    static String two(String members) {
        String text = resource("scenarios/two.json");
        return text.replaceFirst("\\{", "{" + members.replace("\\", "\\\\").replace("$", "\\$"));
    }

    static String resource(String name) {
        try (InputStream in = SimulatedFabric.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
