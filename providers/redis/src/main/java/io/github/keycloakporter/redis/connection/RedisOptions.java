package io.github.keycloakporter.redis.connection;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of {@code --spi-redis-connection--lettuce--…}, as the console and the documentation show them.
 *
 * <p>No name may end in "enabled" or "provider": Keycloak takes such options for build-time ones and refuses to start.
 */
final class RedisOptions {

    static final String URI = "uri";
    static final String HOST = "host";
    static final String PORT = "port";
    static final String CLUSTER = "cluster";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String SENTINEL_PASSWORD = "sentinelPassword";
    static final String TLS = "tls";
    static final String TLS_CA_FILE = "tlsCaFile";
    static final String TLS_VERIFY_HOST = "tlsVerifyHost";
    static final String DATABASE = "database";
    static final String CLIENT_NAME = "clientName";
    static final String CONNECT_TIMEOUT = "connectTimeout";
    static final String COMMAND_TIMEOUT = "commandTimeout";
    static final String CONNECTIONS = "connections";
    static final String KEY_PREFIX = "keyPrefix";
    static final String HEALTH = "health";

    private RedisOptions() {}

    static List<ProviderConfigProperty> metadata() {
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
        secret(options, PASSWORD, "The password. Never shown.");
        secret(options, SENTINEL_PASSWORD, "What the Sentinels themselves ask for, where they do. Never shown.");
        flag(options, TLS, false, "Whether to speak TLS. True for rediss:// in any case.");
        text(
                options,
                TLS_CA_FILE,
                null,
                "PEM file of the authorities that may sign the server's certificate. Without it, those in Keycloak's"
                        + " truststore.");
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
        options.property()
                .name(HEALTH)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("report", "take-out")
                .defaultValue("report")
                .helpText("What the readiness check does when Redis is gone: stay up and report it, or go down so that"
                        + " the load balancer takes the node out.")
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

    private static void flag(ProviderConfigurationBuilder options, String name, boolean otherwise, String help) {
        options.property()
                .name(name)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(otherwise)
                .helpText(help)
                .add();
    }
}
