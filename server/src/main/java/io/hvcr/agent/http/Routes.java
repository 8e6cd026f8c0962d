// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.rpc.Caller;
import io.hvcr.agent.rpc.RpcDispatcher;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The three paths, and what happens to every other request. */
final class Routes {

    static final String REQUEST_ID = "X-Request-Id";
    static final String JSON = "application/json";

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String RPC = "/rpc";
    private static final String HEALTH = "/healthz";
    private static final String METRICS = "/metrics";
    private static final String MDC_KEY = "requestId";
    private static final byte[] HEALTHY = "{\"status\":\"ok\"}".getBytes(StandardCharsets.US_ASCII);

    private final Gate gate;
    private final RpcDispatcher dispatcher;
    private final HttpMetrics metrics;
    private final RequestIds ids;
    private final InFlight inFlight;
    private final int maxBodyBytes;

    Routes(
            Gate gate,
            RpcDispatcher dispatcher,
            HttpMetrics metrics,
            RequestIds ids,
            InFlight inFlight,
            int maxBodyBytes) {
        this.gate = gate;
        this.dispatcher = dispatcher;
        this.metrics = metrics;
        this.ids = ids;
        this.inFlight = inFlight;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Something that answers a request. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpServletRequest request, HttpServletResponse response, String requestId) throws IOException;
    }

    void register(RoutesConfig routes) {
        routes.post(RPC, context -> handle(context, this::rpc));
        routes.get(HEALTH, context -> handle(context, this::health));
        routes.head(HEALTH, context -> handle(context, this::health));
        routes.get(METRICS, context -> handle(context, this::metrics));
        // What matches no route comes here as an exception of Javalin's.
        routes.exception(HttpResponseException.class, (unmatched, context) -> handle(context, this::refuseUnmatched));
    }

    private void rpc(HttpServletRequest request, HttpServletResponse response, String requestId) throws IOException {
        Caller caller = gate.authenticate(request);
        gate.checkBody(request);
        byte[] body = Bodies.read(request, maxBodyBytes);
        Optional<byte[]> answer = dispatcher.handle(body, requestId, caller);
        if (answer.isPresent()) {
            Bodies.write(response, HttpServletResponse.SC_OK, JSON, answer.get());
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            response.setContentType(null);
        }
    }

    private void health(HttpServletRequest request, HttpServletResponse response, String requestId) throws IOException {
        Bodies.write(response, HttpServletResponse.SC_OK, JSON, HEALTHY);
    }

    private void metrics(HttpServletRequest request, HttpServletResponse response, String requestId)
            throws IOException {
        gate.authenticate(request);
        Bodies.write(response, HttpServletResponse.SC_OK, HttpMetrics.CONTENT_TYPE, metrics.text());
    }

    private void refuseUnmatched(HttpServletRequest request, HttpServletResponse response, String requestId) {
        throw switch (request.getRequestURI()) {
            case RPC -> Refusal.methodNotAllowed("POST");
            case HEALTH, METRICS -> Refusal.methodNotAllowed("GET");
            default -> Refusal.notFound();
        };
    }

    private void handle(Context context, Answer answer) {
        HttpServletRequest request = context.req();
        HttpServletResponse response = context.res();
        String requestId = ids.next();
        response.setHeader(REQUEST_ID, requestId);
        MDC.put(MDC_KEY, requestId);
        inFlight.enter();
        try {
            answer(request, response, answer, requestId);
        } catch (IOException gone) {
            LOG.debug("The answer could not be sent", gone);
        } finally {
            inFlight.leave();
            MDC.remove(MDC_KEY);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Answer answer, String requestId)
            throws IOException {
        try {
            gate.checkSite(request);
            answer.to(request, response, requestId);
        } catch (Refusal refusal) {
            refuse(response, refusal);
        } catch (IOException broken) {
            LOG.debug("The request could not be read, or its answer not be sent", broken);
            if (!response.isCommitted()) {
                refuse(response, Refusal.malformed(HttpServletResponse.SC_BAD_REQUEST));
            }
        } catch (RuntimeException | Error defect) {
            LOG.error("{} failed unexpectedly", request.getRequestURI(), defect);
            if (!response.isCommitted()) {
                refuse(response, Refusal.internal(requestId));
            }
        }
    }

    private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        LOG.debug("Refused with {}: {}", refusal.status(), refusal.getMessage());
        metrics.refused(refusal.problem().reason());
        if (!refusal.header().isEmpty()) {
            response.setHeader(refusal.header(), refusal.headerValue());
        }
        Bodies.write(response, refusal.status(), JSON, dispatcher.refusal(refusal.problem()));
    }
}
