package io.github.keycloakporter.verification.registration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.keycloak.models.RealmModel;

/** How many sign-ups were sent back, by rule. */
final class GuardMetrics {

    private final MeterRegistry registry;

    GuardMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The counters of one realm, at 0. */
    void realm(String realm) {
        for (Rule rule : Rule.values()) {
            refusals(realm, rule);
        }
    }

    void refused(RealmModel realm, Rule rule) {
        refusals(realm.getName(), rule).increment();
    }

    private Counter refusals(String realm, Rule rule) {
        return Counter.builder("porter.sign.up.refused")
                .description("Sign-ups that were sent back, by rule")
                .tag("realm", realm)
                .tag("rule", rule.tag())
                .register(registry);
    }
}
