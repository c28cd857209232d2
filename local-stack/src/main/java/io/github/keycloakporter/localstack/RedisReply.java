package io.github.keycloakporter.localstack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One inline command over a connection of its own, and the reply: a line or a bulk string of RESP 2. */
final class RedisReply {

    private static final int PATIENCE_MILLIS = 1_000;

    private RedisReply() {}

    static String to(String command, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(Ports.address(port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            int type = in.read();
            String line = line(in);
            return type == '$' ? bulk(in, Integer.parseInt(line)) : line;
        }
    }

    private static String bulk(InputStream in, int length) throws IOException {
        return length < 0 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis hung up");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
