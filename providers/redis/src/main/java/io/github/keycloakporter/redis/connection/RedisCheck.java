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
            "Whoever reaches Redis revokes, deletes or fakes what log-ins and limits rely on.",
            "Give Redis an ACL user, and name it by {username} and {passwordFile}.");
    private static final Rule PASSWORD_EXAMPLE = Rule.error(
            "redis-password-example",
            "Everybody knows the passwords of examples.",
            "Make one with openssl rand -base64 32, and set its SHA-256 in Redis's ACL file.");
    private static final Rule PASSWORD_SHORT = Rule.warning(
            "redis-password-short",
            "Redis checks a million passwords a second, so short ones are found.",
            "Use 16 characters or more; openssl rand -base64 32 makes one.");
    private static final Rule TLS = Rule.error(
            "redis-tls",
            "The password and everything stored travel in clear over the network.",
            "Use rediss:// or {tls}=true, with {tlsCaFile}.");
    private static final Rule VERIFY_HOST = Rule.warning(
            "redis-tls-host",
            "Every server with a certificate of the same authority is taken for Redis.",
            "Leave {tlsVerifyHost} at true, and put the host into the certificate.");
    private static final Rule DEFAULT_USER = Rule.warning(
            "redis-default-user",
            "Redis's default user may do everything, with the keys of everybody.",
            "Name an ACL user by {username}; docker/redis/users.acl has the rights it needs.");
    private static final Rule UNUSABLE = Rule.error(
            "redis-unusable", "Log-ins, links and codes are refused.", "Do what the problem says; the log has more.");
    private static final Rule RIGHTS = Rule.warning(
            "redis-rights",
            "A fault or an attacker in this server reaches further than Porter's keys.",
            "Give the user the rights in docker/redis/users.acl and no others.");
    private static final Rule INFO = Rule.warning(
            "redis-info",
            "Nobody can check its version, its eviction policy and whether it persists.",
            "Give the ACL user +info.");
    private static final Rule VERSION =
            Rule.error("redis-version", "It does not have the commands that Porter needs.", "Run Redis 6.2 or newer.");
    private static final Rule EVICTION = Rule.error(
            "redis-eviction",
            "With its memory full, Redis throws keys away: a revoked token becomes valid again.",
            "Set maxmemory-policy noeviction, and an alert on memory.");
    private static final Rule PERSISTENCE = Rule.warning(
            "redis-persistence",
            "A restart of Redis loses links, codes and revoked tokens.",
            "Set appendonly yes and appendfsync everysec.");
    private static final Rule CLOCK = Rule.warning(
            "clock-redis",
            "Limits, and the life of links and codes, are counted by two clocks.",
            "Keep the clocks of all machines by NTP.");

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
