package io.github.keycloakporter.redis.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.redis.LogOf;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.Rate;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** What an operator sees of limits, wherever they are counted. */
class LimitFiguresTest {

    private static final RealmModel REALM = TestRealm.withId("customers");
    private static final LimitSubjects MARIA =
            LimitSubjects.none().address("maria@example.org").ip("192.0.2.7");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LimitRules rules = LimitRules.defaults()
            .with(LimitedAction.USER_MAIL, Dimension.REALM, Rate.parse("10/1h 1000/1d"))
            .with(LimitedAction.RESET_PASSWORD, Dimension.ADDRESS, Rate.parse("100/1h"))
            .with(LimitedAction.RESET_PASSWORD, Dimension.IP, Rate.parse("10/1m"));

    @AfterEach
    void backToThePresent() {
        Time.setOffset(0);
    }

    @Test
    void decisionsAreCountedByWhatTheyWereAboutAndWhoDenied() {
        try (LimitNode node = new LimitNode(rules, registry)) {
            RateLimiterProvider limiter = node.localLimiter(ContractNodes.SECRETS);
            for (int i = 0; i < 12; i++) {
                limiter.acquire(REALM, rules.limits(LimitedAction.RESET_PASSWORD, MARIA));
            }
            limiter.check(REALM, rules.limits(LimitedAction.RESET_PASSWORD, MARIA));
            limiter.acquire(REALM, List.of(new Limit("of somebody else", "a", 1, Duration.ofHours(1))));

            assertThat(count("reset-password", "none", "allowed")).isEqualTo(10);
            assertThat(count("reset-password", "ip", "denied")).isEqualTo(2);
            assertThat(count("other", "none", "allowed")).isEqualTo(1);
            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .asString()
                    .doesNotContain("maria")
                    .doesNotContain("192.0");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBudgetThatIsAlmostUsedUpIsToldOnceAnHour(boolean redis) {
        try (ContractNodes nodes = ContractNodes.onOneRedis();
                LimitNode node = new LimitNode(rules, registry);
                LogOf log = new LogOf(RealmBudgets.class)) {
            RateLimiterProvider limiter = redis
                    ? node.limiter(nodes.first(), ContractNodes.SECRETS)
                    : node.localLimiter(ContractNodes.SECRETS);
            List<Limit> mail = Stream.concat(
                            rules.limits(LimitedAction.RESET_PASSWORD, MARIA).stream(),
                            rules.limits(LimitedAction.USER_MAIL, MARIA).stream())
                    .toList();
            for (int i = 0; i < 7; i++) {
                limiter.acquire(REALM, mail);
            }
            assertThat(budget()).isBetween(0.69, 0.70);
            assertThat(log.lines()).isEmpty();

            for (int i = 0; i < 3; i++) {
                limiter.acquire(REALM, mail);
            }
            assertThat(limiter.acquire(REALM, mail).allowed()).isFalse();
            assertThat(budget()).isBetween(0.99, 1.0);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("Realm customers has used 8")
                    .contains("user-mail.realm, 10/1h")
                    .doesNotContain("maria");

            Time.setOffset(1800);
            assertThat(budget()).as("sinks by itself").isBetween(0.48, 0.51);
            Time.setOffset(3700);
            for (int i = 0; i < 9; i++) {
                limiter.acquire(REALM, rules.limits(LimitedAction.USER_MAIL, MARIA));
            }
            assertThat(log.lines()).hasSize(2);
            node.budgets().forget(REALM);
            assertThat(registry.find("porter.limits.budget.used.ratio").gauge()).isNull();
        }
    }

    private double budget() {
        return registry.get("porter.limits.budget.used.ratio")
                .tag("realm", "customers")
                .gauge()
                .value();
    }

    private double count(String action, String dimension, String outcome) {
        return registry.get("porter.limits")
                .tags("action", action, "dimension", dimension, "outcome", outcome, "store", "local")
                .counter()
                .count();
    }
}
