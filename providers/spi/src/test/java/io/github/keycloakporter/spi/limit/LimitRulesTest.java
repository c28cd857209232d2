package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

class LimitRulesTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void everyKnownDimensionIsLimitedByEachOfItsRates() {
        LimitSubjects subjects =
                LimitSubjects.none().address("maria@example.org").ip("192.0.2.7");
        assertThat(LimitRules.defaults().limits(LimitedAction.RESET_PASSWORD, subjects))
                .extracting(Limit::name, Limit::permits, Limit::period)
                .containsExactlyInAnyOrder(
                        tuple("reset-password.address", 1, Duration.ofMinutes(1)),
                        tuple("reset-password.address", 5, Duration.ofHours(1)),
                        tuple("reset-password.ip", 20, Duration.ofHours(1)),
                        tuple("reset-password.subnet", 80, Duration.ofHours(1)));
    }

    @Test
    void theRealmAsAWholeIsAlwaysKnown() {
        assertThat(LimitRules.defaults().limits(LimitedAction.USER_MAIL, LimitSubjects.none()))
                .singleElement()
                .extracting(Limit::name)
                .isEqualTo("user-mail.realm");
    }

    @Test
    void optionsAreTheRulesOfAllRealms() {
        LimitRules rules = rules(Map.of("verifyEmailAddress", "2/1m", "registerIp", "off"));
        assertThat(Rate.text(rules.rates(LimitedAction.VERIFY_EMAIL, Dimension.ADDRESS)))
                .isEqualTo("2/1m");
        assertThat(rules.rates(LimitedAction.REGISTER, Dimension.IP)).isEmpty();
        assertThat(Rate.text(rules.rates(LimitedAction.REGISTER, Dimension.SUBNET)))
                .isEqualTo("20/1h");
    }

    @Test
    void aWrongOptionIsNamedAsItIsTyped() {
        assertThatThrownBy(() -> rules(Map.of("verifyEmailAddress", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-rate-limiter--redis--verify-email-address")
                .hasMessageContaining("5/1h");
    }

    @Test
    void aRealmsAttributesOutrankTheOptions() {
        LimitRules rules = rules(Map.of("verifyEmailAddress", "2/1m"))
                .in(
                        realm(Map.of("porter.limit.verify-email.address", "9/1h", "porter.limit.register.ip", "off")),
                        this::note);
        assertThat(Rate.text(rules.rates(LimitedAction.VERIFY_EMAIL, Dimension.ADDRESS)))
                .isEqualTo("9/1h");
        assertThat(rules.limits(LimitedAction.REGISTER, LimitSubjects.none().ip("192.0.2.7")))
                .extracting(Limit::name)
                .containsExactly("register.subnet");
        assertThat(problems).isEmpty();
    }

    @Test
    void aWrongAttributeIsToldAndDoesNotOpenTheDoor() {
        LimitRules rules = rules(Map.of("verifyEmailAddress", "2/1m"))
                .in(realm(Map.of("porter.limit.verify-email.address", "lots")), this::note);
        assertThat(Rate.text(rules.rates(LimitedAction.VERIFY_EMAIL, Dimension.ADDRESS)))
                .isEqualTo("2/1m");
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("porter.limit.verify-email.address")
                .contains("5/1h");
    }

    @Test
    void oneRuleChangesAlone() {
        LimitRules rules =
                LimitRules.defaults().with(LimitedAction.VERIFY_EMAIL, Dimension.USER, Rate.parse("1/30s 5/1h"));
        assertThat(Rate.text(rules.rates(LimitedAction.VERIFY_EMAIL, Dimension.USER)))
                .isEqualTo("1/30s 5/1h");
        assertThat(Rate.text(rules.rates(LimitedAction.VERIFY_EMAIL, Dimension.ADDRESS)))
                .isEqualTo("5/1h");
    }

    private void note(String attribute, String problem) {
        problems.add(attribute + " " + problem);
    }

    private static LimitRules rules(Map<String, String> options) {
        return LimitRules.from(new ScopeReader(new MapScope(options), RateLimiterSpi.NAME, "redis"));
    }

    private static RealmModel realm(Map<String, String> attributes) {
        return TestRealm.withAttributes(attributes);
    }
}
