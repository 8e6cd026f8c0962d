// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to files once a command turns out to be the service.
 *
 * <p>{@code serve} calls {@link #toFolder} with {@code log} below the data folder as soon as it knows that folder, before it
 * builds anything that logs. Until then, and in every other command, warnings go to standard error. What is written, and
 * how files roll, is in the resource {@code logback.xml}. Code that serves a request puts its id into the MDC under {@value
 * #REQUEST_ID}; every line of that request then carries it.
 */
public final class Logging {

    /** Key of the request's id in slf4j's MDC. */
    public static final String REQUEST_ID = "requestId";

    private static final String FOLDER = "HVCR_LOG_DIR";

    private Logging() {}

    /**
     * Writes every event from now on into {@code hvcr-agent.log} in a folder, and warnings also to standard error.
     *
     * @param folder made if it is not there
     */
    public static void toFolder(Path folder) {
        toFolder(folder, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    static void toFolder(Path folder, LoggerContext context) {
        context.reset();
        context.putProperty(FOLDER, folder.toString());
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException("cannot read the configuration of the log", e);
        }
    }
}
