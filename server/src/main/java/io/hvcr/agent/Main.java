// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent;

import java.io.PrintStream;
import java.util.List;

/** Entry point of the command {@code hvcr-agent}. */
public final class Main {

    private static final int OK = 0;
    private static final int USAGE = 2;

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line as the launcher received it
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /** The same without ending the process: 0 is success, 2 a command line that cannot be understood. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.equals(List.of("--version"))) {
            out.println("hvcr-agent " + Version.current());
            return OK;
        }
        if (args.isEmpty() || args.equals(List.of("--help"))) {
            out.println("Usage: hvcr-agent --version | --help");
            return OK;
        }
        err.println("hvcr-agent: unknown argument '" + args.getFirst() + "'; try hvcr-agent --help");
        return USAGE;
    }
}
