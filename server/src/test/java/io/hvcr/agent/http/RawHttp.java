// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by hand on one socket, for requests that no proper client would send. */
final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /**
     * One answer.
     *
     * @param headers by lower-case name
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static RawHttp connect(int port) {
        try {
            return new RawHttp(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends text with line feeds for line ends; in the head they become CR LF. */
    RawHttp send(String head, String body) {
        return sendRaw(head.strip().replace("\n", "\r\n") + "\r\n\r\n" + body);
    }

    RawHttp sendRaw(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A proper call with these additional header lines. */
    Answer post(String body, String... headers) {
        StringBuilder head = new StringBuilder("POST /rpc HTTP/1.1\nHost: localhost\nContent-Type: application/json\n");
        for (String header : headers) {
            head.append(header).append('\n');
        }
        head.append("Content-Length: ").append(body.getBytes(UTF_8).length);
        return send(head.toString(), body).read();
    }

    void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The next answer with its whole body. */
    Answer read() {
        try {
            String statusLine = line();
            if (!statusLine.startsWith("HTTP/1.")) {
                throw new IllegalStateException("no answer but '" + statusLine + "'");
            }
            int status = Integer.parseInt(statusLine.substring(9, 12));
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Answer(status, headers, new String(in.readNBytes(length), UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether the other side closes the connection without another byte; waits for it. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** What one read of the socket brings. */
    String readPiece() {
        byte[] piece = new byte[8192];
        try {
            return new String(piece, 0, in.read(piece), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What else the other side sends until it closes the connection. */
    String rest() {
        StringBuilder rest = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                rest.append((char) b);
            }
        } catch (SocketTimeoutException open) {
            throw new UncheckedIOException(open);
        } catch (IOException reset) {
            rest.append("(reset)");
        }
        return rest.toString();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return new String(line.toString().getBytes(ISO_8859_1), UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
