// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonNull;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers JSON-RPC 2.0 requests: bytes in, bytes out. Thread-safe; calls of different requests run side by side.
 *
 * <p><b>Batches</b> run one call after the other, in order, because the calls change state; one that fails does not stop the
 * next. A batch's answers are counted as they are made: once they exceed {@link RpcLimits#maxAnswerBytes} no further call of the batch
 * is started, and each gets an error that says so. A single answer that is too long is replaced by an error, unless its method changes
 * something: what was done is never hidden.
 *
 * <p><b>Notifications</b> are carried out and never answered, whatever comes of them; the log and the {@link RpcListener} know.
 *
 * <p><b>Errors</b> of the domain come as ProblemException and are shown as they are. Anything else is a defect: logged with its
 * trace, and answered with −32603 and the request id alone. After a method that changes something its outcome is {@code unknown}.
 */
public final class RpcDispatcher {

    private final RpcLimits limits;
    private final Answers answers;
    private final Invoker invoker;

    /**
     * A dispatcher that takes calls at once.
     *
     * @param methods what can be called besides {@code rpc.discover}
     * @param binder binds the parameters and writes the results
     * @param discovery answers {@code rpc.discover}
     * @param context who answers; asked once for each answer
     */
    public RpcDispatcher(
            MethodRegistry methods,
            JsonBinder binder,
            Discovery discovery,
            Supplier<AnswerContext> context,
            RpcLimits limits,
            RpcListener listener) {
        this.limits = limits;
        answers = new Answers(binder, context);
        invoker = new Invoker(methods, discovery.method(), binder, answers, listener);
    }

    /** From now on calls that change something are refused with −32054. */
    public void stopTakingChanges() {
        invoker.stopTakingChanges();
    }

    /**
     * Answers the body of one HTTP request.
     *
     * @param requestId goes into the log and into the message of an internal error
     * @return the answer in UTF-8, or nothing when the body holds only notifications
     */
    public Optional<byte[]> handle(byte[] body, String requestId, Caller caller) {
        JsonValue document;
        try {
            document = Json.parse(body, limits.json());
        } catch (JsonException refused) {
            return Optional.of(noRequest(parseError(refused)));
        }
        if (document instanceof JsonArray batch) {
            return batch(batch, requestId, caller);
        }
        return Optional.ofNullable(answer(Incoming.of(document), requestId, caller, false, 0));
    }

    /** The bytes of an error for a request that never got as far as a method, with id null; for the transport's own refusals. */
    public byte[] refusal(Problem problem) {
        return Json.bytes(answers.error(JsonNull.NULL, problem));
    }

    private byte[] noRequest(Problem problem) {
        invoker.count(RpcListener.NO_METHOD, problem.reason().wireName(), 0);
        return refusal(problem);
    }

    private static Problem parseError(JsonException refused) {
        Problem.Builder problem =
                Problem.of(ErrorCode.PARSE_ERROR, Reason.PARSE_ERROR, String.valueOf(refused.getMessage()));
        // Paths begin at the params everywhere else, and callers map them to what they were given.
        refused.path().ifPresent(path -> problem.path(path.startsWith("params.") ? path.substring(7) : path));
        return problem.build();
    }

    private Optional<byte[]> batch(JsonArray batch, String requestId, Caller caller) {
        if (batch.isEmpty()) {
            return Optional.of(noRequest(
                    Problem.of(ErrorCode.INVALID_REQUEST, Reason.INVALID_REQUEST, "a batch has at least one request")
                            .build()));
        }
        if (batch.size() > limits.maxBatch()) {
            String message = "a batch has at most " + limits.maxBatch() + " requests, not " + batch.size()
                    + "; nothing was carried out";
            return Optional.of(noRequest(Problem.of(ErrorCode.INVALID_REQUEST, Reason.TOO_LARGE, message)
                    .build()));
        }
        BatchAnswer all = new BatchAnswer();
        for (JsonValue element : batch) {
            byte[] one = answer(Incoming.of(element), requestId, caller, true, all.size());
            if (one != null) {
                all.add(one);
            }
        }
        return all.bytes();
    }

    /** The answer to one request, or null for a notification. */
    private byte @Nullable [] answer(Incoming incoming, String requestId, Caller caller, boolean inBatch, int before) {
        return switch (incoming) {
            case Incoming.Invalid invalid -> {
                invoker.count(RpcListener.NO_METHOD, invalid.problem().reason().wireName(), 0);
                yield Json.bytes(answers.error(invalid.id(), invalid.problem()));
            }
            case Incoming.Notification notification -> {
                CallContext context = new CallContext(requestId, caller, inBatch, true);
                invoker.call(context, JsonNull.NULL, notification.method(), notification.params());
                yield null;
            }
            case Incoming.Call call -> {
                CallContext context = new CallContext(requestId, caller, inBatch, false);
                yield call(call, context, before);
            }
        };
    }

    private byte[] call(Incoming.Call call, CallContext context, int before) {
        if (before > limits.maxAnswerBytes()) {
            return tooLarge(
                    call.id(), "the answers of this batch are too long already, so this call was not carried out");
        }
        JsonObject answer = invoker.call(context, call.id(), call.method(), call.params());
        byte[] bytes = Json.bytes(answer);
        if (bytes.length > limits.maxAnswerBytes() - before && !invoker.isChanging(call.method())) {
            return tooLarge(call.id(), "the answer would have " + bytes.length + " bytes");
        }
        return bytes;
    }

    private byte[] tooLarge(JsonValue id, String what) {
        Problem problem = Problem.of(
                        ErrorCode.INVALID_REQUEST,
                        Reason.TOO_LARGE,
                        what + "; this agent answers at most " + limits.maxAnswerBytes() + " bytes at once")
                .hint("Ask for less (limit, filter, include), or send smaller batches.")
                .build();
        return Json.bytes(answers.error(id, problem));
    }
}
