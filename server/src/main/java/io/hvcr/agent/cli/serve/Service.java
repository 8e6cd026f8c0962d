// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli.serve;

import io.hvcr.agent.cli.ExitCode;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** The life of an agent as a process: start, say so, wait for a signal, stop in order. */
final class Service {

    private final ServeSettings settings;
    private final PrintStream out;
    private final PrintStream err;

    Service(ServeSettings settings, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    /** Runs until the process is told to end (SIGTERM, SIGINT, end of the Windows session). */
    int run() throws InterruptedException {
        RunningAgent agent = RunningAgent.start(settings, InstantSource.system(), new SecureRandom(), err::println);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            agent.close();
                            stopped.countDown();
                        },
                        "hvcr-stop"));
        out.println(agent.readyLine());
        out.flush();
        stopped.await();
        return ExitCode.OK;
    }
}
