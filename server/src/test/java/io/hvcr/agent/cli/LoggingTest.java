// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class LoggingTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ";

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

    @TempDir
    private Path temp = Path.of("");

    @BeforeEach
    void logToAFolder() {
        context.setMDCAdapter(mdc);
        Logging.toFolder(temp.resolve("a folder/log"), context);
        // The same lines on standard error would only look like trouble in the output of the build.
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender("CONSOLE"))
                .isTrue();
    }

    @AfterEach
    void closeTheFile() {
        context.stop();
    }

    @Test
    void readsItsConfigurationWithoutComplaint() {
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getEffectiveLevel() >= Status.WARN)
                .isEmpty();
    }

    @Test
    void writesEveryEventWithTheRequestItBelongsTo() throws IOException {
        Logger logger = context.getLogger("io.hvcr.agent.http.Access");
        mdc.put(Logging.REQUEST_ID, "7f3a");
        logger.info("POST /rpc");
        mdc.remove(Logging.REQUEST_ID);
        logger.warn("集合 stopped");

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst()).matches(TIME + "INFO  \\[7f3a] Access: POST /rpc *");
        assertThat(lines().getLast()).matches(TIME + "WARN  \\[-] Access: 集合 stopped *");
    }

    @Test
    void keepsAnEventOnOneLineWhateverItHolds() throws IOException {
        Exception failure = new IllegalStateException("first\nsecond", new IOException("cause"));
        context.getLogger("io.hvcr.agent.rpc.Dispatcher")
                .error("name 'a\r\n2026-01-01T00:00:00.000Z INFO  [-] forged\u001b[2J\u2028x'", failure);

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("name 'a 2026-01-01T00:00:00.000Z INFO  [-] forged [2J x'")
                        .contains("IllegalStateException: first second")
                        .contains("Caused by: java.io.IOException: cause")
                        .doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void leavesOutWhatTheWebServerSaysOfItself() throws IOException {
        context.getLogger("org.eclipse.jetty.server.Server").info("Started");
        context.getLogger("io.javalin.Javalin").info("Listening");
        context.getLogger("io.javalin.Javalin").error("Failed to start Javalin", new IllegalStateException("taken"));
        context.getLogger("io.hvcr.agent.http.Endpoint").debug("detail");

        assertThat(lines()).isEmpty();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(temp.resolve("a folder/log/hvcr-agent.log"));
    }
}
