// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import io.hvcr.agent.cli.Cli;
import io.hvcr.agent.cli.serve.DoctorCommand;
import io.hvcr.agent.cli.serve.ServeCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Entry point of the command {@code hvcr-agent}. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line as the launcher received it
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.in, System.out, System.err, System.getenv()));
    }

    /** The same without ending the process. */
    static int run(
            List<String> args, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        return Cli.run(
                args,
                in,
                out,
                err,
                environment,
                new ServeCommand(out, err, environment),
                new DoctorCommand(out, err, environment, InstantSource.system()));
    }
}
