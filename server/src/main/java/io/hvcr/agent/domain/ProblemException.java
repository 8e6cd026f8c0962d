// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Objects;

/**
 * Carries a {@link Problem} up through layers that have nothing to add to it.
 *
 * <p>It has no stack trace of its own: it is an answer, not a defect, and defects are logged where they happen.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    public Problem problem() {
        return problem;
    }
}
