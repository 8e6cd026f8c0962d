// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps the page and the schemas that are shipped and what the simulator reads the same. */
class SimulatorPageTest {

    private static final Path SCHEMAS = Path.of("src", "main", "dist", "schema");

    @Test
    void thePageShowsEverySwitchTimingAndInjection() throws IOException {
        same(Path.of("docs", "simulator.md"), SimulatorPage.render());
    }

    @Test
    void theSchemaOfScenariosIsShipped() throws IOException {
        same(SCHEMAS.resolve("scenario.schema.json"), SimulatedFabric.scenarioSchema() + "\n");
    }

    @Test
    void theSchemaOfInjectionsIsShipped() throws IOException {
        same(SCHEMAS.resolve("injection.schema.json"), SimulatedFabric.injectionSchema() + "\n");
    }

    private static void same(Path file, String rendered) throws IOException {
        if ("write".equals(System.getProperty("hvcr.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, rendered, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .as(file + "; -Dhvcr.docs=write writes it anew")
                .isEqualTo(rendered);
    }
}
