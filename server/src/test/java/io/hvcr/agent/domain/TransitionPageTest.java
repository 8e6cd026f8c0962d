// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code server/docs/transitions.md} and the table the same. */
class TransitionPageTest {

    private static final Path PAGE = Path.of("docs", "transitions.md");

    @Test
    void thePageShowsTheTableAsItIs() throws IOException {
        String rendered = TransitionPage.render();
        if ("write".equals(System.getProperty("hvcr.docs"))) {
            Files.createDirectories(Path.of("docs"));
            Files.writeString(PAGE, rendered, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .as("docs/transitions.md; -Dhvcr.docs=write writes it anew")
                .isEqualTo(rendered);
    }
}
