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
                "Where Redis is: redis://host:6379/0, rediss:// for TLS, redis-sentinel://host:26379,host:26379#master"
                        + " for Sentinel. User and password may stand in it. This or the host is required.");
        text(options, HOST, null, "Where Redis is, in place of the URI: host name or IP address.");
        number(options, PORT, RedisAddress.REDIS_PORT, "The port beside the host.");
        flag(options, CLUSTER, false, "Whether it is a Redis Cluster. The URI may then name several nodes.");
        text(options, USERNAME, null, "The ACL user. Without it the password is that of Redis's default user.");
        secret(options, PASSWORD, "The password.");
        text(
                options,
                PASSWORD_FILE,
                null,
                "File that holds the password, in place of the option. Read again for each new connection, so that a"
                        + " rotated password needs no restart.");
        text(options, SENTINEL_USERNAME, null, "The ACL user of the Sentinels, where they have one.");
        secret(options, SENTINEL_PASSWORD, "What the Sentinels themselves ask for, where they do.");
        text(options, SENTINEL_PASSWORD_FILE, null, "File that holds it, in place of the option.");
        flag(options, SENTINEL_TLS, null, "Whether to speak TLS with the Sentinels. Without it, as with Redis itself.");
        flag(options, TLS, false, "Whether to speak TLS. True for rediss:// in any case.");
        text(
                options,
                TLS_CA_FILE,
                null,
                "PEM file of the authorities that may sign the server's certificate. Without it, those in Keycloak's"
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
                "PEM file of the certificate's private key: PKCS #8 without a password (openssl pkcs8 -topk8 -nocrypt).");
        flag(
                options,
                TLS_VERIFY_HOST,
                true,
                "Whether the certificate has to name the host. The chain is always checked.");
        number(options, DATABASE, 0, "The number of the database. 0 on a Cluster.");
        text(options, CLIENT_NAME, "porter", "What CLIENT LIST shows.");
        text(options, CONNECT_TIMEOUT, "2s", "How long making a connection may take.");
        text(options, COMMAND_TIMEOUT, "1s", "How long a request waits for an answer of Redis at most.");
        number(options, CONNECTIONS, 2, "How many connections all requests of this server share in turn.");
        text(options, KEY_PREFIX, "porter", "What every key begins with. Two Keycloaks on one Redis need two of them.");
        text(
                options,
                KEY_COUNT_INTERVAL,
                "1m",
                "How often one of the nodes counts Porter's keys in Redis, for porter_redis_keys on /metrics: 10s to 1d, or"
                        + " off.");
        options.property()
                .name(HEALTH)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("report", "take-out")
                .defaultValue("report")
                .helpText("What the readiness check does when Redis stops working: stay up and report it, or go down so"
                        + " that the load balancer takes the node out. A node that never reached a working Redis is not"
                        + " ready, whatever this says.")
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
