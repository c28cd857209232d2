package io.github.keycloakporter.redis.connection.config;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.util.List;
import java.util.regex.Pattern;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of {@code --spi-redis-connection--lettuce--…}, as the console and the documentation show them.
 *
 * <p>No name may end in "enabled" or "provider": Keycloak takes such options for build-time ones and refuses to start.
 */
public final class RedisOptions {

    public static final String SPI = "redis-connection";
    public static final String PROVIDER = "lettuce";

    static final String URI = "uri";
    static final String HOST = "host";
    static final String PORT = "port";
    static final String CLUSTER = "cluster";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String PASSWORD_FILE = "passwordFile";
    static final String SENTINEL_USERNAME = "sentinelUsername";
    static final String SENTINEL_PASSWORD = "sentinelPassword";
    static final String SENTINEL_PASSWORD_FILE = "sentinelPasswordFile";
    static final List<String> SENTINEL_LOGIN = List.of(SENTINEL_USERNAME, SENTINEL_PASSWORD, SENTINEL_PASSWORD_FILE);
    static final String SENTINEL_TLS = "sentinelTls";
    static final String TLS = "tls";
    static final String TLS_CA_FILE = "tlsCaFile";
    static final String TLS_CERTIFICATE_FILE = "tlsCertificateFile";
    static final String TLS_KEY_FILE = "tlsKeyFile";
    static final String TLS_VERIFY_HOST = "tlsVerifyHost";
    static final String DATABASE = "database";
    static final String CLIENT_NAME = "clientName";
    static final String CONNECT_TIMEOUT = "connectTimeout";
    static final String COMMAND_TIMEOUT = "commandTimeout";
    static final String CONNECTIONS = "connections";
    static final String KEY_PREFIX = "keyPrefix";
    static final String KEY_COUNT_INTERVAL = "keyCountInterval";
    static final String HEALTH = "health";

    private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");

    private RedisOptions() {}

    static ScopeReader reader(Config.Scope scope) {
        return new ScopeReader(scope, SPI, PROVIDER);
    }

    /** The text with each <code>{option}</code> as the operator types it. */
    public static String named(String text) {
        ScopeReader names = reader(null);
        return NAMED.matcher(text).replaceAll(name -> names.option(name.group(1)));
    }

    public static List<ProviderConfigProperty> metadata() {
        ProviderConfigurationBuilder options = ProviderConfigurationBuilder.create();
        secret(
                options,
                URI,
                "URI of Redis: redis://host:6379/0, rediss:// for TLS, redis-sentinel://host:26379,host:26379#master"
                        + " for Sentinel. It may contain user and password. Either this or host is required.");
        text(options, HOST, null, "Host name or IP address of Redis, used instead of the URI.");
        number(options, PORT, RedisAddress.REDIS_PORT, "Port, together with host.");
        flag(options, CLUSTER, false, "Whether Redis runs as a Cluster. The URI may then contain several nodes.");
        text(options, USERNAME, null, "ACL user. If it is not set, the password is the one of Redis's default user.");
        secret(options, PASSWORD, "Password.");
        text(
                options,
                PASSWORD_FILE,
                null,
                "File that contains the password, used instead of the option. It is read for each new connection, so"
                        + " a rotated password needs no restart.");
        text(options, SENTINEL_USERNAME, null, "ACL user of the Sentinels, if they have one.");
        secret(options, SENTINEL_PASSWORD, "Password of the Sentinels, if they have one.");
        text(
                options,
                SENTINEL_PASSWORD_FILE,
                null,
                "File that contains the password of the Sentinels, used instead of the option.");
        flag(
                options,
                SENTINEL_TLS,
                null,
                "Whether connections to the Sentinels use TLS. The default is the value of tls.");
        flag(options, TLS, false, "Whether connections use TLS. Always true for rediss://.");
        text(
                options,
                TLS_CA_FILE,
                null,
                "PEM file with the CA certificates for the server's certificate. The default is Keycloak's"
                        + " truststore.");
        text(
                options,
                TLS_CERTIFICATE_FILE,
                null,
                "PEM file of the client's certificate and its chain, for a server that asks for one (tls-auth-clients,"
                        + " Redis's default with TLS). Read again for each new connection.");
        text(
                options,
                TLS_KEY_FILE,
                null,
                "PEM file with the private key of the client certificate: PKCS #8 without a password (openssl pkcs8"
                        + " -topk8 -nocrypt).");
        flag(
                options,
                TLS_VERIFY_HOST,
                true,
                "Whether the host name in the server's certificate is verified. The certificate chain is always"
                        + " verified.");
        number(options, DATABASE, 0, "Number of the database. Always 0 on a Cluster.");
        text(options, CLIENT_NAME, "porter", "Name of the connections in CLIENT LIST.");
        text(options, CONNECT_TIMEOUT, "2s", "Maximum time to connect.");
        text(options, COMMAND_TIMEOUT, "1s", "Maximum time that a request waits for an answer of Redis.");
        number(options, CONNECTIONS, 2, "Number of connections that all requests of this node share.");
        text(
                options,
                KEY_PREFIX,
                "porter",
                "Prefix of all keys. Two Keycloak installations on one Redis need different prefixes.");
        text(
                options,
                KEY_COUNT_INTERVAL,
                "1m",
                "Interval at which one of the nodes counts Porter's keys in Redis for the metric porter_redis_keys:"
                        + " 10s to 1d, or off.");
        options.property()
                .name(HEALTH)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("report", "take-out")
                .defaultValue("report")
                .helpText(
                        "Readiness check if Redis stops working: report stays up and shows the problem, take-out goes down so"
                                + " that the load balancer removes the node. A node that never reached a working Redis is not ready in"
                                + " either case.")
                .add();
        return options.build();
    }

    private static void text(ProviderConfigurationBuilder options, String name, String otherwise, String help) {
        options.property()
                .name(name)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(otherwise)
                .helpText(help)
                .add();
    }

    private static void secret(ProviderConfigurationBuilder options, String name, String help) {
        options.property()
                .name(name)
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .helpText(help)
                .add();
    }

    private static void number(ProviderConfigurationBuilder options, String name, int otherwise, String help) {
        options.property()
                .name(name)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(otherwise)
                .helpText(help)
                .add();
    }

    private static void flag(ProviderConfigurationBuilder options, String name, Boolean otherwise, String help) {
        options.property()
                .name(name)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(otherwise)
                .helpText(help)
                .add();
    }
}
