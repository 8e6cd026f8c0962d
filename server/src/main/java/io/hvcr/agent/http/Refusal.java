// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;

/** A request that gets no further: HTTP status, error, and perhaps a header. Without stack trace, for these come in floods. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Problem problem;
    private final String header;
    private final String headerValue;

    private Refusal(int status, Problem problem, String header, String headerValue) {
        super(problem.message(), null, false, false);
        this.status = status;
        this.problem = problem;
        this.header = header;
        this.headerValue = headerValue;
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }

    /** The name of a header to send; empty for none. */
    String header() {
        return header;
    }

    String headerValue() {
        return headerValue;
    }

    private static Refusal of(int status, ErrorCode code, Reason reason, String message, String hint) {
        Problem problem = Problem.of(code, reason, message)
                .hint(hint.isEmpty() ? null : hint)
                .build();
        return new Refusal(status, problem, "", "");
    }

    private Refusal with(String name, String value) {
        return new Refusal(status, problem, name, value);
    }

    static Refusal unauthorized() {
        return of(
                        401,
                        ErrorCode.UNAUTHORIZED,
                        Reason.UNAUTHORIZED,
                        "no valid token was presented",
                        "Send Authorization: Bearer <token>; the administrator's token is in administrator.token of the agent's data folder.")
                .with("WWW-Authenticate", "Bearer");
    }

    static Refusal tooManyFailures(long seconds) {
        Problem problem = Problem.of(
                        ErrorCode.RATE_LIMITED,
                        Reason.RATE_LIMITED,
                        "this address has failed to authenticate too often; wait " + seconds + " s")
                .retryable(true)
                .build();
        return new Refusal(429, problem, "Retry-After", Long.toString(seconds));
    }

    static Refusal foreignHost() {
        return of(
                403,
                ErrorCode.FORBIDDEN,
                Reason.FOREIGN_HOST,
                "the Host header names something that this agent is not",
                "Use a name that the certificate has, or let an administrator add the name to allowedHosts.");
    }

    static Refusal foreignOrigin() {
        return of(
                403,
                ErrorCode.FORBIDDEN,
                Reason.FOREIGN_ORIGIN,
                "the Origin header names another site; web pages of others may not call this agent",
                "");
    }

    static Refusal notFound() {
        return of(
                404,
                ErrorCode.NOT_FOUND,
                Reason.NOT_FOUND,
                "nothing is served at this path",
                "Send calls to POST /rpc.");
    }

    static Refusal methodNotAllowed(String allowed) {
        return of(
                        405,
                        ErrorCode.INVALID_REQUEST,
                        Reason.METHOD_NOT_ALLOWED,
                        "only " + allowed + " is served at this path",
                        "")
                .with("Allow", allowed);
    }

    static Refusal unsupportedMediaType() {
        return of(
                415,
                ErrorCode.INVALID_REQUEST,
                Reason.UNSUPPORTED_MEDIA_TYPE,
                "the content type must be application/json, in UTF-8 and not compressed",
                "Send Content-Type: application/json, without Content-Encoding.");
    }

    static Refusal tooLarge(int limit) {
        return of(
                        413,
                        ErrorCode.INVALID_REQUEST,
                        Reason.TOO_LARGE,
                        "a request has at most " + limit + " bytes",
                        "Send smaller batches; agent.limits shows the limits.")
                .with("Connection", "close");
    }

    /** What the HTTP layer could not make sense of. */
    static Refusal malformed(int status) {
        return of(
                status,
                ErrorCode.INVALID_REQUEST,
                Reason.INVALID_REQUEST,
                "this is no HTTP request that can be served",
                "");
    }

    /** A defect; the log has it. */
    static Refusal internal(String requestId) {
        return of(
                500,
                ErrorCode.INTERNAL_ERROR,
                Reason.INTERNAL,
                "the agent failed; its log has the details under request " + requestId,
                "");
    }
}
