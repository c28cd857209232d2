package io.github.keycloakporter.redis.connection.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Redis URI, taken apart: {@code redis://[[user:]password@]host[:port][,host[:port]…][/database]}, with {@code rediss}
 * for TLS; {@code redis-sentinel} or {@code rediss-sentinel} name Sentinels and end in {@code #<master>}.
 *
 * <p>The messages of its exceptions never hold the URI: a password may stand in it.
 */
public record RedisAddress(
        boolean sentinel,
        boolean tls,
        Optional<String> username,
        Optional<String> password,
        List<Node> nodes,
        Optional<Integer> database,
        Optional<String> master) {

    static final int REDIS_PORT = 6379;
    static final int SENTINEL_PORT = 26379;

    private static final Pattern SYNTAX = Pattern.compile(
            "(?<scheme>rediss?(?:-sentinel)?)://(?:(?<user>[^@]*)@)?(?<hosts>[^@/?#]+)(?:/(?<database>\\d{0,5}))?(?:#(?<master>[^#]+))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:\\s]+)(?::(?<port>\\d{1,5}))?");

    /** One server to begin with; a Cluster or a Sentinel names the others. */
    public record Node(String host, int port) {

        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** @throws IllegalArgumentException with a message that begins with "must" and holds nothing of the text */
    static RedisAddress parse(String text) {
        Matcher uri = SYNTAX.matcher(text);
        if (!uri.matches()) {
            throw new IllegalArgumentException("must look like redis://host:6379, rediss://host:6379/0 or"
                    + " redis-sentinel://host:26379,host:26379#master; a password's special characters have to be"
                    + " percent-encoded");
        }
        String scheme = uri.group("scheme").toLowerCase(Locale.ROOT);
        boolean sentinel = scheme.endsWith("-sentinel");
        Optional<String> master = Optional.ofNullable(uri.group("master"));
        if (sentinel != master.isPresent()) {
            throw new IllegalArgumentException(
                    sentinel ? "must end in #<master name>, as Sentinel knows it" : "must not hold a # part");
        }
        String user = uri.group("user");
        boolean named = user != null && user.indexOf(':') > 0;
        return new RedisAddress(
                sentinel,
                scheme.startsWith("rediss"),
                named ? Optional.of(decoded(user.substring(0, user.indexOf(':')))) : Optional.empty(),
                password(user),
                nodes(uri.group("hosts"), sentinel ? SENTINEL_PORT : REDIS_PORT),
                Optional.ofNullable(uri.group("database"))
                        .filter(digits -> !digits.isEmpty())
                        .map(Integer::valueOf),
                master);
    }

    private static Optional<String> password(String user) {
        return Optional.ofNullable(user)
                .map(all -> all.substring(all.indexOf(':') + 1))
                .filter(password -> !password.isEmpty())
                .map(RedisAddress::decoded);
    }

    private static List<Node> nodes(String hosts, int defaultPort) {
        List<Node> nodes = new ArrayList<>();
        for (String part : hosts.split(",", -1)) {
            Matcher host = HOST.matcher(part.trim());
            if (!host.matches()) {
                throw new IllegalArgumentException("must name its hosts as host:port, separated by commas");
            }
            int port = host.group("port") == null ? defaultPort : Integer.parseInt(host.group("port"));
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("must have ports between 1 and 65535, not " + port);
            }
            nodes.add(new Node(host.group("host").replaceAll("[\\[\\]]", ""), port));
        }
        return List.copyOf(nodes);
    }

    private static String decoded(String text) {
        try {
            // a plus sign is itself in this part of a URI (RFC 3986); the decoder knows HTML forms only
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must have user name and password percent-encoded", null);
        }
    }

    /** Without user name and password. */
    @Override
    public String toString() {
        return "RedisAddress[nodes=" + nodes + ", sentinel=" + sentinel + ", tls=" + tls + "]";
    }
}
