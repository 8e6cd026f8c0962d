// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that does not fit, thrown by converters and by the constructors of records: what is wrong, as the rest of a sentence
 * that begins with the member's path ({@code must be an integer, not a string}).
 *
 * <p>{@link JsonBinder} adds the path and turns it into a Problem (−32602). It has no stack trace.
 */
public final class BindingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<String> allowed;
    private final Form form;
    private final transient @Nullable Problem problem;
    private String path = "";
    private transient @Nullable ReturnCode returnValue;

    /** How the message and the path become a sentence. */
    private enum Form {
        /** {@code settings.port must be …} */
        PREDICATE,
        /** {@code settings.port: …} */
        AFTER_COLON,
        /** The message alone. */
        SENTENCE
    }

    private BindingException(
            Reason reason, String message, List<String> allowed, Form form, @Nullable Problem problem) {
        super(message, null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.allowed = List.copyOf(allowed);
        this.form = form;
        this.problem = problem;
    }

    /**
     * Another JSON type than the one that is read.
     *
     * @param expected with its article: {@code an integer}
     */
    public static BindingException wrongType(String expected, JsonValue found) {
        return of(Reason.WRONG_TYPE, "must be " + expected + ", not " + found.kind(), List.of());
    }

    /**
     * A value that is not allowed.
     *
     * @param message the rest of the sentence: {@code must be 40 hexadecimal digits}
     */
    public static BindingException invalid(String message) {
        return of(Reason.INVALID_VALUE, message, List.of());
    }

    /** A text that is none of a closed list. */
    public static BindingException notAllowed(String found, List<String> allowed) {
        return noneOf(allowed, Texts.quoted(found));
    }

    /** A number that is none of a closed list. */
    static BindingException notAllowed(JsonNumber found, List<String> allowed) {
        return noneOf(allowed, Texts.shortened(found.literal()));
    }

    private static BindingException noneOf(List<String> allowed, String found) {
        return of(Reason.INVALID_VALUE, "must be " + Texts.oneOf(allowed) + ", not " + found, allowed);
    }

    /** Any other reason; the message is the rest of the sentence. */
    public static BindingException of(Reason reason, String message, List<String> allowed) {
        return new BindingException(reason, message, allowed, Form.PREDICATE, null);
    }

    static BindingException missing() {
        return of(Reason.MISSING_MEMBER, "is required", List.of());
    }

    static BindingException unknown(String name, List<String> known) {
        String guess = Texts.nearest(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElseGet(() -> known.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", known));
        return new BindingException(
                        Reason.UNKNOWN_MEMBER,
                        "unknown member " + Texts.quoted(name) + guess,
                        known,
                        Form.SENTENCE,
                        null)
                .in(Paths.member(name));
    }

    /** What a constructor or a converter refused. */
    static BindingException causedBy(RuntimeException refusal) {
        if (refusal instanceof ProblemException carrier) {
            Problem problem = carrier.problem();
            BindingException carried =
                    new BindingException(problem.reason(), problem.message(), List.of(), Form.SENTENCE, problem);
            return problem.path() == null ? carried : carried.in(problem.path());
        }
        String message = refusal.getMessage() == null ? "not a valid value" : refusal.getMessage();
        return new BindingException(Reason.INVALID_VALUE, message, List.of(), Form.AFTER_COLON, null);
    }

    /** Adds what the host would answer; 0 is for values that no host is asked about. */
    public BindingException answeredBy(int number) {
        returnValue = number == 0 ? null : ReturnCode.of(number);
        return this;
    }

    /** Adds a step of the path, from the inside out. */
    BindingException in(String step) {
        path = Paths.join(step, path);
        return this;
    }

    Problem toProblem() {
        @Nullable String where = path.isEmpty() ? null : path;
        if (problem != null) {
            return problem.toBuilder().path(where).build();
        }
        String message = Objects.requireNonNull(getMessage());
        String sentence = switch (form) {
            case PREDICATE -> (where == null ? "the value" : where) + " " + message;
            case AFTER_COLON -> (where == null ? "" : where + ": ") + message;
            case SENTENCE -> message;
        };
        return Problem.invalid(reason, path, sentence)
                .path(where)
                .allowed(allowed)
                .returnValue(returnValue)
                .build();
    }
}
