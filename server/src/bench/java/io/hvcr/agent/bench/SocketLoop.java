// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** The floor beneath the floor: accept, read a request, write a constant. A thread per connection, nothing else. */
final class SocketLoop {

    private SocketLoop() {}

    public static void main(String[] args) throws IOException {
        SSLContext tls = BenchTls.server();
        try (var server = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Floors.ready(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            OutputStream out = socket.getOutputStream();
            byte[] answer = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + Floors.ANSWER.length + "\r\n\r\n" + new String(Floors.ANSWER, StandardCharsets.US_ASCII))
                    .getBytes(StandardCharsets.US_ASCII);
            while (request(in)) {
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private static boolean request(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder(64);
        boolean any = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                if (line.isEmpty()) {
                    in.skipNBytes(length);
                    return any;
                }
                String header = line.toString().toLowerCase(Locale.ROOT);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                any = true;
                line.setLength(0);
            } else if (c != '\r') {
                line.append((char) c);
            }
        }
        return false;
    }
}
