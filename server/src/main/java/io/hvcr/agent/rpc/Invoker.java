// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonObject;
import io.hvcr.agent.json.JsonValue;
import io.hvcr.agent.json.Schemas;
import io.hvcr.agent.json.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the method of a call, binds its parameters, calls it, and makes the response object out of whatever happens. */
final class Invoker {

    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);

    private final MethodRegistry methods;
    private final RpcMethod discover;
    private final JsonBinder binder;
    private final Answers answers;
    private final RpcListener listener;
    private volatile boolean stopping;

    Invoker(MethodRegistry methods, RpcMethod discover, JsonBinder binder, Answers answers, RpcListener listener) {
        this.methods = methods;
        this.discover = discover;
        this.binder = binder;
        this.answers = answers;
        this.listener = listener;
    }

    void stopTakingChanges() {
        stopping = true;
    }

    boolean isChanging(String name) {
        return find(name).map(RpcMethod::changing).orElse(false);
    }

    void count(String method, String outcome, long nanos) {
        listener.answered(method, outcome, nanos);
    }

    private Optional<RpcMethod> find(String name) {
        return name.equals(discover.name()) ? Optional.of(discover) : methods.find(name);
    }

    /** Calls; the response object has this id. */
    JsonObject call(CallContext call, JsonValue id, String name, JsonValue params) {
        long begin = System.nanoTime();
        Optional<RpcMethod> found = find(name);
        String label = found.map(RpcMethod::name).orElse(RpcListener.NO_METHOD);
        try {
            RpcMethod method = found.orElseThrow(() -> noSuchMethod(name));
            if (stopping && method.changing()) {
                throw stoppingNow();
            }
            JsonObject answer = answers.result(id, invoke(method, call, params));
            finish(call, label, RpcListener.OK, begin);
            return answer;
        } catch (ProblemException refused) {
            finish(call, label, refused.problem().reason().wireName(), begin);
            return answers.error(id, refused.problem());
        } catch (RuntimeException | Error defect) {
            LOG.error("{} failed unexpectedly (request {})", label, call.requestId(), defect);
            finish(call, label, Reason.INTERNAL.wireName(), begin);
            return answers.error(id, internal(call, isChanging(name)));
        }
    }

    private JsonValue invoke(RpcMethod method, CallContext call, JsonValue params) {
        return switch (method) {
            case RawMethod raw -> raw.handler().handle(call, params);
            case NamedMethod<?, ?> named -> answers.withContext(invokeNamed(named, call, params));
        };
    }

    private <P extends Record, R> JsonValue invokeNamed(NamedMethod<P, R> method, CallContext call, JsonValue params) {
        if (params instanceof JsonArray) {
            throw Problem.of(
                            ErrorCode.INVALID_PARAMS,
                            Reason.WRONG_TYPE,
                            "params must be an object with named members, not an array")
                    .path("params")
                    .hint("rpc.discover lists the members of " + method.name() + ".")
                    .toException();
        }
        return binder.write(method.handler().handle(call, bound(method, params)), method.result());
    }

    /** The params as the method's record; who forgets or invents a member is told which there are. */
    private <P extends Record> P bound(NamedMethod<P, ?> method, JsonValue params) {
        try {
            return binder.read(params, method.params());
        } catch (ProblemException misfit) {
            Problem problem = misfit.problem();
            String path = problem.path();
            boolean ofParams = path != null
                    && path.indexOf('.') < 0
                    && (problem.reason() == Reason.MISSING_MEMBER || problem.reason() == Reason.UNKNOWN_MEMBER);
            throw ofParams && problem.hint() == null
                    ? problem.toBuilder().hint(members(method)).toException()
                    : misfit;
        }
    }

    private String members(NamedMethod<?, ?> method) {
        List<Schemas.Member> members = binder.inputSchemas("").members(method.params());
        String needed = names(members, true);
        String possible = names(members, false);
        return method.name() + (needed.isEmpty() ? " needs no member" : " needs " + needed)
                + (possible.isEmpty() ? "" : " and may have " + possible) + "; rpc.discover describes them.";
    }

    private static String names(List<Schemas.Member> members, boolean required) {
        return members.stream()
                .filter(member -> member.required() == required)
                .map(Schemas.Member::name)
                .collect(Collectors.joining(", "));
    }

    /** Counts and logs. Reads that go well are the bulk and tell nothing: they are logged for debugging only. */
    private void finish(CallContext call, String label, String outcome, long begin) {
        long nanos = System.nanoTime() - begin;
        count(label, outcome, nanos);
        if (outcome.equals(RpcListener.OK) && !isChanging(label)) {
            LOG.debug("{} {} for {} in {} µs", label, outcome, call.caller().name(), nanos / 1_000);
        } else {
            String kind = call.notification() ? "notification" : "call";
            LOG.info(
                    "{} {}: {} for {} in {} µs",
                    kind,
                    label,
                    outcome,
                    call.caller().name(),
                    nanos / 1_000);
        }
    }

    private ProblemException noSuchMethod(String name) {
        Optional<String> near = Texts.nearest(name, methods.names());
        String guess = near.map(method -> "; did you mean '" + method + "'?").orElse("; rpc.discover lists them all");
        return Problem.of(
                        ErrorCode.METHOD_NOT_FOUND,
                        Reason.METHOD_NOT_FOUND,
                        "no method is named " + Texts.quoted(name) + guess)
                .path("method")
                .allowed(near.stream().toList())
                .toException();
    }

    private static ProblemException stoppingNow() {
        return Problem.of(ErrorCode.STOPPING, Reason.STOPPING, "the agent is stopping and takes no new changes")
                .retryable(true)
                .hint("Send the call again when the agent runs again, or to another node.")
                .toException();
    }

    private static Problem internal(CallContext call, boolean changing) {
        return Problem.of(
                        ErrorCode.INTERNAL_ERROR,
                        Reason.INTERNAL,
                        "the agent failed; its log has the details under request " + call.requestId())
                .outcome(changing ? Outcome.UNKNOWN : Outcome.NOT_STARTED)
                .hint(changing ? "Read the collection's state before doing anything else." : null)
                .build();
    }
}
