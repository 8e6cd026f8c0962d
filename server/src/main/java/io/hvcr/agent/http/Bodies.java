// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads a request's body once and writes an answer once. */
final class Bodies {

    private Bodies() {}

    /** The whole body, never more than the limit in memory, whatever length it claims or does not claim. */
    static byte[] read(HttpServletRequest request, int limit) throws IOException {
        InputStream in = request.getInputStream();
        int claimed = request.getContentLength();
        if (claimed >= 0) {
            byte[] body = in.readNBytes(claimed);
            if (body.length < claimed) {
                throw new IOException("the body ended before its length");
            }
            return body;
        }
        byte[] body = in.readNBytes(limit + 1);
        if (body.length > limit) {
            throw Refusal.tooLarge(limit);
        }
        return body;
    }

    /**
     * The length is told and the body is one piece, so that it leaves together with the head: two small writes would wait for each other
     * for 40 ms (Nagle's algorithm and delayed acknowledgement). When this returns, the answer has been handed to the socket.
     */
    static void write(HttpServletResponse response, int status, String contentType, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(body.length);
        try (OutputStream out = response.getOutputStream()) {
            out.write(body);
        }
    }
}
