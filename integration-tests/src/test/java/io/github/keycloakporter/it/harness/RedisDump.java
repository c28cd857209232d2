package io.github.keycloakporter.it.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Every key and every value that Redis holds, as its own protocol (RESP 2) hands them out. */
public final class RedisDump {

    private final DataInputStream in;
    private final OutputStream out;

    private RedisDump(Socket socket) throws IOException {
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /** Keys and values, one after the other, byte by byte as ISO 8859-1. */
    public static String of(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            RedisDump redis = new RedisDump(socket);
            StringBuilder dump = new StringBuilder();
            for (String key : redis.call("KEYS", "*")) {
                String type = redis.call("TYPE", key).get(0);
                dump.append(key).append('\n');
                redis.read(type, key).forEach(value -> dump.append(value).append('\n'));
            }
            return dump.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis on port " + port + " does not answer", e);
        }
    }

    private List<String> read(String type, String key) throws IOException {
        return switch (type) {
            case "string" -> call("GET", key);
            case "hash" -> call("HGETALL", key);
            case "set" -> call("SMEMBERS", key);
            case "list" -> call("LRANGE", key, "0", "-1");
            case "zset" -> call("ZRANGE", key, "0", "-1");
            // gone between the two calls
            case "none" -> List.of();
            default -> throw new IllegalStateException("A kind of value nobody expected here: " + type);
        };
    }

    private List<String> call(String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.ISO_8859_1);
            request.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            request.write(bytes);
            request.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(request.toByteArray());
        out.flush();
        List<String> answer = new ArrayList<>();
        take(answer);
        return answer;
    }

    private void take(List<String> answer) throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', ':' -> answer.add(rest);
            case '$' -> bulk(Integer.parseInt(rest), answer);
            case '*' -> {
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    take(answer);
                }
            }
            default -> throw new IOException("Redis answered " + line);
        }
    }

    private void bulk(int length, List<String> answer) throws IOException {
        if (length >= 0) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            answer.add(new String(bytes, StandardCharsets.ISO_8859_1));
            line();
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
