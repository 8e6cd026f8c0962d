// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.rpc.RpcDispatcher;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers to what Jetty itself refuses (broken HTTP, headers too long): JSON-RPC errors too, instead of its pages. */
final class ErrorAnswers implements Request.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final int SERVER_ERROR = 500;

    private final RpcDispatcher dispatcher;
    private final HttpMetrics metrics;
    private final RequestIds ids;

    ErrorAnswers(RpcDispatcher dispatcher, HttpMetrics metrics, RequestIds ids) {
        this.dispatcher = dispatcher;
        this.metrics = metrics;
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String requestId = ids.next();
        int status = response.getStatus();
        Refusal refusal = status >= SERVER_ERROR ? Refusal.internal(requestId) : Refusal.malformed(status);
        LOG.debug("Answering {} to what is no request (request {})", status, requestId);
        metrics.refused(refusal.problem().reason());
        byte[] body = dispatcher.refusal(refusal.problem());
        response.getHeaders().put(Routes.REQUEST_ID, requestId);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Routes.JSON);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
