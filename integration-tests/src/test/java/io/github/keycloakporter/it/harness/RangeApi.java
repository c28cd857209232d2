package io.github.keycloakporter.it.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Stands in for the range API of Have I Been Pwned. */
public final class RangeApi implements AutoCloseable {

    private static final int PREFIX = 5;

    private final HttpServer server;
    private final Set<String> digests = ConcurrentHashMap.newKeySet();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    RangeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("No port for the range API", e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on this password is known from a breach. */
    public void add(String password) {
        digests.add(digest(password));
    }

    /** Everything that was asked: the request line without its method, and the padding header. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    /** The one question that a password leads to. */
    public static String question(String password) {
        return "/range/" + digest(password).substring(0, PREFIX) + " padded=true";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        questions.add(path + " padded=" + exchange.getRequestHeaders().getFirst("Add-Padding"));
        String prefix = path.replace("/range/", "");
        byte[] body = digests.stream()
                .filter(digest -> digest.startsWith(prefix))
                .map(digest -> digest.substring(PREFIX) + ":7\r\n")
                .collect(Collectors.joining("", "", "0".repeat(40 - PREFIX) + ":0"))
                .getBytes(StandardCharsets.US_ASCII);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String digest(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
