// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as a caller sees it: the JSON-RPC error object in the words of the domain (design 3.3).
 *
 * @param code the JSON-RPC code: one of {@link ErrorCode}, or the host's return value itself (32768 …)
 * @param message one or two sentences: what was refused or broke, on which collection, in which mode and state, and why
 * @param reason the stable reason a program branches on
 * @param retryable whether the same request may succeed later without anybody changing anything
 * @param outcome what happened on the host
 * @param path the member that the error is about, such as {@code settings.replicaServerPort}: of the params, or of the
 *     request itself for −32600 and −32601
 * @param collection the collection, where one is known
 * @param mode its mode when the error arose
 * @param state its state when the error arose
 * @param operationId the journalled operation, where one exists
 * @param returnValue what the host answered, or would answer
 * @param hresult the HRESULT of the management layer
 * @param ownerNode the node that owns the collection ({@link ErrorCode#WRONG_NODE})
 * @param allowed what is valid: values, method names, ids
 * @param hint what to do
 */
public record Problem(
        int code,
        String message,
        Reason reason,
        boolean retryable,
        Outcome outcome,
        @Nullable String path,
        @Nullable CollectionRef collection,
        @Nullable CollectionMode mode,
        @Nullable CollectionState state,
        @Nullable String operationId,
        @Nullable ReturnCode returnValue,
        @Nullable Integer hresult,
        @Nullable String ownerNode,
        List<String> allowed,
        @Nullable String hint) {

    public Problem {
        allowed = List.copyOf(allowed);
    }

    /** An error of ours; the message begins with the code's phrase. */
    public static Builder of(ErrorCode code, Reason reason, String message) {
        return new Builder(code.number(), code.phrase() + ": " + message, reason);
    }

    /** The host's refusal: the code is the return value, the message begins with its name. */
    public static Builder refusedBy(ReturnCode returnValue, Reason reason, String message) {
        return new Builder(returnValue.number(), returnValue.label() + ": " + message, reason).returnValue(returnValue);
    }

    /** Bad parameters: −32602 at a path. */
    public static Builder invalid(Reason reason, String path, String message) {
        return of(ErrorCode.INVALID_PARAMS, reason, message).path(path);
    }

    /** A builder that starts from this problem, to add what an outer layer knows. */
    public Builder toBuilder() {
        Builder b = new Builder(code, message, reason);
        b.retryable = retryable;
        b.outcome = outcome;
        b.path = path;
        b.collection = collection;
        b.mode = mode;
        b.state = state;
        b.operationId = operationId;
        b.returnValue = returnValue;
        b.hresult = hresult;
        b.ownerNode = ownerNode;
        b.allowed = allowed;
        b.hint = hint;
        return b;
    }

    /** As an exception, for the way up through layers that have nothing to add. */
    public ProblemException toException() {
        return new ProblemException(this);
    }

    /** Collects the optional parts; everything not set is absent from the answer. */
    public static final class Builder {
        private final int code;
        private final String message;
        private final Reason reason;
        private boolean retryable;
        private Outcome outcome = Outcome.NOT_STARTED;
        private @Nullable String path;
        private @Nullable CollectionRef collection;
        private @Nullable CollectionMode mode;
        private @Nullable CollectionState state;
        private @Nullable String operationId;
        private @Nullable ReturnCode returnValue;
        private @Nullable Integer hresult;
        private @Nullable String ownerNode;
        private List<String> allowed = List.of();
        private @Nullable String hint;

        private Builder(int code, String message, Reason reason) {
            this.code = code;
            this.message = message;
            this.reason = reason;
        }

        public Builder retryable(boolean value) {
            retryable = value;
            return this;
        }

        public Builder outcome(Outcome value) {
            outcome = value;
            return this;
        }

        public Builder path(@Nullable String value) {
            path = value;
            return this;
        }

        public Builder collection(@Nullable CollectionRef value) {
            collection = value;
            return this;
        }

        public Builder mode(@Nullable CollectionMode value) {
            mode = value;
            return this;
        }

        public Builder state(@Nullable CollectionState value) {
            state = value;
            return this;
        }

        public Builder operationId(@Nullable String value) {
            operationId = value;
            return this;
        }

        public Builder returnValue(@Nullable ReturnCode value) {
            returnValue = value;
            return this;
        }

        public Builder hresult(@Nullable Integer value) {
            hresult = value;
            return this;
        }

        public Builder ownerNode(@Nullable String value) {
            ownerNode = value;
            return this;
        }

        public Builder allowed(List<String> value) {
            allowed = value;
            return this;
        }

        public Builder hint(@Nullable String value) {
            hint = value;
            return this;
        }

        public Problem build() {
            return new Problem(
                    code,
                    message,
                    reason,
                    retryable,
                    outcome,
                    path,
                    collection,
                    mode,
                    state,
                    operationId,
                    returnValue,
                    hresult,
                    ownerNode,
                    allowed,
                    hint);
        }

        public ProblemException toException() {
            return build().toException();
        }
    }
}
