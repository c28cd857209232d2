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

    void refused(RealmModel realm, Rule rule) {
        Counter.builder("porter.sign.up.refused")
                .description("Sign-ups that were sent back, by rule")
                .tag("realm", realm.getName())
                .tag("rule", rule.tag())
                .register(registry)
                .increment();
    }
}
