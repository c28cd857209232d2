package io.github.keycloakporter.redis.connection.config;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.Config;

/**
 * How Redis is reached. Read and checked once, at the start of the server; see {@link RedisOptions} for the names.
 *
 * @param nodes where to begin: the server, the Sentinels, or some nodes of the Cluster
 * @param master the name Sentinel knows the master by; present exactly in Sentinel mode
 * @param login at Redis
 * @param sentinelLogin at the Sentinels, which may ask for another one or for none
 * @param connectTimeout for TCP, for TLS, and for the log-in together with the first write and read
 * @param commandTimeout how long a caller waits at most
 * @param connections how many connections the callers share in turn
 * @param keyPrefix what every key of this server begins with
 * @param keyCountInterval how often one of the nodes counts the keys; empty for never
 * @param health what an unreachable Redis does to the node's readiness
 */
public record RedisConfig(
        Mode mode,
        List<RedisAddress.Node> nodes,
        Optional<String> master,
        RedisLogin login,
        RedisLogin sentinelLogin,
        RedisTls tls,
        int database,
        String clientName,
        Duration connectTimeout,
        Duration commandTimeout,
        int connections,
        String keyPrefix,
        Optional<Duration> keyCountInterval,
        Health health) {

    public enum Mode {
        STANDALONE,
        SENTINEL,
        CLUSTER
    }

    public enum Health {
        /** The readiness check stays up and says how Redis is. */
        REPORT,
        /** The readiness check goes down with Redis, so that a load balancer takes the node out. */
        TAKE_OUT
    }

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern NAME = Pattern.compile("[!-~]{1,64}");

    /** @throws io.github.keycloakporter.spi.config.ConfigException naming the first option that is missing or wrong */
    public static RedisConfig from(Config.Scope scope) {
        ScopeReader options = RedisOptions.reader(scope);
        RedisAddress address = address(options);
        Mode mode = mode(options, address);
        return new RedisConfig(
                mode,
                address.nodes(),
                address.master(),
                login(options, address),
                sentinelLogin(options, mode),
                RedisTls.from(options, address),
                database(options, address, mode),
                matching(options, RedisOptions.CLIENT_NAME, "porter", NAME, "64 visible ASCII characters, no blank"),
                options.duration(
                        RedisOptions.CONNECT_TIMEOUT,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(50),
                        Duration.ofMinutes(1)),
                options.duration(
                        RedisOptions.COMMAND_TIMEOUT,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1)),
                options.number(RedisOptions.CONNECTIONS, 2, 1, 64),
                matching(options, RedisOptions.KEY_PREFIX, "porter", PREFIX, "32 letters, digits, dots, dashes or _"),
                keyCountInterval(options),
                options.choice(RedisOptions.HEALTH, Health.REPORT));
    }

    private static Optional<Duration> keyCountInterval(ScopeReader options) {
        String name = RedisOptions.KEY_COUNT_INTERVAL;
        return options.text(name, "").equals("off")
                ? Optional.empty()
                : Optional.of(
                        options.duration(name, Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofDays(1)));
    }

    /** Where Redis is, for people: hosts and ports, never a user or a password. */
    public String where() {
        return nodes.stream().map(RedisAddress.Node::toString).collect(Collectors.joining(","));
    }

    private static RedisAddress address(ScopeReader options) {
        Optional<String> uri = options.text(RedisOptions.URI);
        Optional<String> host = options.text(RedisOptions.HOST);
        if (uri.isPresent()
                && (host.isPresent() || options.text(RedisOptions.PORT).isPresent())) {
            throw options.error(
                    host.isPresent() ? RedisOptions.HOST : RedisOptions.PORT,
                    "must not stand beside " + options.option(RedisOptions.URI) + ": keep one of them");
        }
        if (uri.isEmpty() && host.isEmpty()) {
            throw options.error(
                    RedisOptions.URI,
                    "is missing: say where Redis is, such as redis://localhost:6379, or set "
                            + options.option(RedisOptions.HOST));
        }
        int port = options.number(RedisOptions.PORT, RedisAddress.REDIS_PORT, 1, 65535);
        try {
            return RedisAddress.parse(uri.orElseGet(
                    () -> "redis://" + (host.get().contains(":") ? "[" + host.get() + "]" : host.get()) + ":" + port));
        } catch (IllegalArgumentException e) {
            // without the cause: nothing that has read the URI gets near a log
            throw options.error(
                    uri.isPresent() ? RedisOptions.URI : RedisOptions.HOST,
                    uri.isPresent() ? e.getMessage() : "must be a host name or an IP address");
        }
    }

    private static Mode mode(ScopeReader options, RedisAddress address) {
        boolean cluster = options.flag(RedisOptions.CLUSTER, false);
        if (cluster && address.sentinel()) {
            throw options.error(RedisOptions.CLUSTER, "must be false for a URI that names Sentinels");
        }
        if (!cluster && !address.sentinel() && address.nodes().size() > 1) {
            throw options.error(
                    RedisOptions.CLUSTER, "must be true where the URI names more than one host: is this a Cluster?");
        }
        return address.sentinel() ? Mode.SENTINEL : cluster ? Mode.CLUSTER : Mode.STANDALONE;
    }

    private static RedisLogin login(ScopeReader options, RedisAddress address) {
        Optional<String> username = once(options, RedisOptions.USERNAME, address.username());
        Optional<String> password = once(options, RedisOptions.PASSWORD, address.password());
        return login(options, username, password, RedisOptions.PASSWORD, RedisOptions.PASSWORD_FILE);
    }

    private static RedisLogin sentinelLogin(ScopeReader options, Mode mode) {
        for (String name : RedisOptions.SENTINEL_LOGIN) {
            if (mode != Mode.SENTINEL && options.text(name).isPresent()) {
                throw options.error(name, "needs a URI that begins with redis-sentinel://");
            }
        }
        return login(
                options,
                options.text(RedisOptions.SENTINEL_USERNAME),
                options.text(RedisOptions.SENTINEL_PASSWORD),
                RedisOptions.SENTINEL_PASSWORD,
                RedisOptions.SENTINEL_PASSWORD_FILE);
    }

    private static RedisLogin login(
            ScopeReader options,
            Optional<String> username,
            Optional<String> password,
            String passwordOption,
            String fileOption) {
        Optional<Path> file = options.file(fileOption);
        if (file.isPresent() && password.isPresent()) {
            throw options.error(fileOption, "must not be set: there is a password already");
        }
        if (username.isPresent() && file.isEmpty() && password.isEmpty()) {
            throw options.error(
                    passwordOption, "is missing: a user name is set. Set it or " + options.option(fileOption));
        }
        RedisLogin login = new RedisLogin(username, password, file);
        if (login.isSet() && login.password().filter(text -> !text.isEmpty()).isEmpty()) {
            throw options.error(fileOption, "must hold the password; '" + file.orElse(null) + "' is empty");
        }
        return login;
    }

    private static int database(ScopeReader options, RedisAddress address, Mode mode) {
        if (address.database().isPresent()
                && options.text(RedisOptions.DATABASE).isPresent()) {
            throw options.error(RedisOptions.DATABASE, "must not be set: the URI names a database already");
        }
        int database = options.number(RedisOptions.DATABASE, address.database().orElse(0), 0, 65535);
        if (database != 0 && mode == Mode.CLUSTER) {
            throw options.error(RedisOptions.DATABASE, "must be 0: a Cluster has no other");
        }
        return database;
    }

    private static Optional<String> once(ScopeReader options, String name, Optional<String> fromUri) {
        Optional<String> option = options.text(name);
        if (option.isPresent() && fromUri.isPresent()) {
            throw options.error(name, "must not be set: the URI holds one already");
        }
        return option.or(() -> fromUri);
    }

    private static String matching(ScopeReader options, String name, String otherwise, Pattern pattern, String words) {
        String text = options.text(name, otherwise);
        if (!pattern.matcher(text).matches()) {
            throw options.error(name, "must be 1 to " + words);
        }
        return text;
    }

    /** Without the secrets: a record's own text would print them into the first log line that meets it. */
    @Override
    public String toString() {
        return "RedisConfig[mode=" + mode + ", nodes=" + where() + ", tls=" + tls + ", database=" + database + "]";
    }
}
