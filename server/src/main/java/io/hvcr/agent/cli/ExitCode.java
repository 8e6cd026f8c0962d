// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

/** What the process ends with (design 8). Scripts branch on it. */
public final class ExitCode {

    /** A result. */
    public static final int OK = 0;

    /** Something nobody foresaw. */
    public static final int UNEXPECTED = 1;

    /** The command line itself is wrong. */
    public static final int USAGE = 2;

    /** The agent answered a JSON-RPC error, or an operation ended badly. */
    public static final int RPC_ERROR = 3;

    /** No agent could be reached. */
    public static final int UNREACHABLE = 4;

    private ExitCode() {}
}
