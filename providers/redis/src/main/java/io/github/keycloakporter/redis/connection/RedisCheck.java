package io.github.keycloakporter.redis.connection;

import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.redis.connection.config.RedisLogin;
import io.github.keycloakporter.redis.connection.config.RedisOptions;
import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.ExampleSecrets;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Loopback;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;

/** How Redis is reached, and what the running one allows and promises. */
public final class RedisCheck implements ConfigCheckFactory {

    public static final String PROVIDER_ID = "redis";

    private static final Rule PASSWORD_MISSING = Rule.error(
            "redis-password",
            "Anyone who can reach Redis can revoke, delete or forge the data that logins and limits rely on.",
            "Create an ACL user in Redis, and set {username} and {passwordFile}.");
    private static final Rule PASSWORD_EXAMPLE = Rule.error(
            "redis-password-example",
            "Passwords from examples are public.",
            "Generate one with openssl rand -base64 32, and set its SHA-256 in Redis's ACL file.");
    private static final Rule PASSWORD_SHORT = Rule.warning(
            "redis-password-short",
            "Redis checks a million passwords a second, so short passwords can be guessed.",
            "Use 16 characters or more. openssl rand -base64 32 generates one.");
    private static final Rule TLS = Rule.error(
            "redis-tls",
            "The password and all stored data are sent over the network unencrypted.",
            "Use rediss:// or {tls}=true, with {tlsCaFile}.");
    private static final Rule VERIFY_HOST = Rule.warning(
            "redis-tls-host",
            "Every server with a certificate of the same CA is accepted as Redis.",
            "Leave {tlsVerifyHost} at true, and issue a certificate for the host name.");
    private static final Rule DEFAULT_USER = Rule.warning(
            "redis-default-user",
            "Redis's default user can run every command on all keys.",
            "Set {username} to an ACL user with the rights in docker/redis/users.acl.");
    private static final Rule UNUSABLE = Rule.error(
            "redis-unusable",
            "Logins, links and codes are rejected.",
            "Follow the advice in the problem. The log contains details.");
    private static final Rule RIGHTS = Rule.warning(
            "redis-rights",
            "A bug or an attacker in this server can reach more than Porter's keys.",
            "Give the user only the rights in docker/redis/users.acl.");
    private static final Rule INFO = Rule.warning(
            "redis-info",
            "Porter cannot check its version, eviction policy and persistence.",
            "Give the ACL user +info.");
    private static final Rule VERSION =
            Rule.error("redis-version", "It lacks commands that Porter needs.", "Run Redis 6.2 or newer.");
    private static final Rule EVICTION = Rule.error(
            "redis-eviction",
            "When its memory is full, Redis evicts keys, and a revoked token becomes valid again.",
            "Set maxmemory-policy noeviction, and an alert on memory.");
    private static final Rule PERSISTENCE = Rule.warning(
            "redis-persistence",
            "A restart of Redis loses links, codes and revoked tokens.",
            "Set appendonly yes and appendfsync everysec.");
    private static final Rule CLOCK = Rule.warning(
            "clock-redis",
            "Limits and lifespans of links and codes are measured by two different clocks.",
            "Synchronize the clocks of all machines with NTP.");

    private static final int SHORT = 16;

    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<Rule> rules() {
        return List.of(
                        PASSWORD_MISSING,
                        PASSWORD_EXAMPLE,
                        PASSWORD_SHORT,
                        TLS,
                        VERIFY_HOST,
                        DEFAULT_USER,
                        UNUSABLE,
                        RIGHTS,
                        INFO,
                        VERSION,
                        EVICTION,
                        PERSISTENCE,
                        CLOCK)
                .stream()
                .map(RedisCheck::named)
                .toList();
    }

    @Override
    public void server(Settings settings, Consumer<Finding> found) {
        RedisConfig config = RedisConfig.from(settings.scope(RedisOptions.SPI, RedisOptions.PROVIDER));
        password(config.login(), "{password}", found);
        password(config.sentinelLogin(), "{sentinelPassword}", found);
        if (config.nodes().stream().allMatch(node -> Loopback.isHost(node.host()))) {
            return;
        }
        if (!config.login().isSet() && config.tls().certificate().isEmpty()) {
            accept(found, PASSWORD_MISSING, "{password}", "is missing, and Redis is on another machine");
        } else if (config.login().isSet() && config.login().username().isEmpty()) {
            accept(found, DEFAULT_USER, "{username}", "is missing");
        }
        if (!config.tls().data()) {
            accept(found, TLS, "{tls}", "is off, and Redis is on another machine");
        } else if (config.mode() == RedisConfig.Mode.SENTINEL && !config.tls().sentinel()) {
            accept(found, TLS, "{sentinelTls}", "is off, and the Sentinels are on other machines");
        }
        if (!config.tls().verifyHost()) {
            accept(found, VERIFY_HOST, "{tlsVerifyHost}", "is false");
        }
    }

    private static void password(RedisLogin login, String option, Consumer<Finding> found) {
        Optional<String> password = login.isSet() ? login.password() : Optional.empty();
        if (password.filter(ExampleSecrets::isExample).isPresent()) {
            accept(found, PASSWORD_EXAMPLE, option, "is a value from an example");
        } else if (password.filter(text -> text.length() < SHORT).isPresent()) {
            accept(found, PASSWORD_SHORT, option, "has fewer than " + SHORT + " characters");
        }
    }

    @Override
    public void runningServer(KeycloakSession session, Consumer<Finding> found) {
        if (session.getKeycloakSessionFactory().getProviderFactory(RedisConnectionProvider.class)
                instanceof RedisConnectionProviderFactory redis) {
            running(redis.state(), redis.audit(), found);
        }
    }

    static void running(RedisState state, Optional<RedisAudit> audit, Consumer<Finding> found) {
        state.problem().ifPresent(why -> accept(found, UNUSABLE, "Redis", "cannot be used: " + why));
        audit.ifPresent(answers -> running(answers, found));
    }

    private static void running(RedisAudit audit, Consumer<Finding> found) {
        if (!audit.excess().isEmpty()) {
            accept(found, RIGHTS, "The ACL user", String.join(", ", audit.excess()));
        }
        if (audit.facts().isEmpty()) {
            accept(found, INFO, "Redis", "does not answer INFO");
        }
        audit.facts()
                .filter(ServerFacts::tooOld)
                .ifPresent(facts -> accept(found, VERSION, "Redis", "has the version " + facts.version()));
        audit.facts()
                .filter(ServerFacts::evicts)
                .ifPresent(facts -> accept(found, EVICTION, "maxmemory-policy", "is " + facts.evictionPolicy()));
        audit.facts()
                .filter(facts -> !facts.appendOnly())
                .ifPresent(facts -> accept(found, PERSISTENCE, "appendonly", "is no"));
        audit.ahead()
                .filter(ahead -> ahead.abs().compareTo(CLOCK_TOLERANCE) > 0)
                .ifPresent(ahead -> accept(
                        found,
                        CLOCK,
                        "The clock of Redis",
                        "is " + ahead.abs().toMillis() + " ms " + (ahead.isNegative() ? "behind" : "ahead of")
                                + " this node's"));
    }

    private static void accept(Consumer<Finding> found, Rule rule, String where, String what) {
        found.accept(named(rule).at(RedisOptions.named(where), what));
    }

    private static Rule named(Rule rule) {
        return new Rule(rule.id(), rule.severity(), rule.why(), RedisOptions.named(rule.fix()));
    }
}
