package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.spi.link.LinkLookup;
import io.github.keycloakporter.spi.link.LinkState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;

/**
 * What the server's /metrics tells of links and codes: {@code porter_links_total{purpose,outcome}},
 * {@code porter_links_refused_total{state,step}} and {@code porter_codes_total{purpose,outcome}}. All exist at 0 from the start. A dead
 * link does not say what it was for, so refusals have no purpose.
 */
final class LinkMetrics {

    enum Step {
        OPEN,
        CLAIM
    }

    private static final String OTHER = "other";
    private static final String ISSUED = "issued";
    private static final String CLAIMED = "claimed";

    /** Keycloak's action tokens that are mailed; what other extensions mail is {@link #OTHER}. */
    private static final Set<String> PURPOSES = Set.of(
            "verify-email",
            "reset-credentials",
            "execute-actions",
            "update-email",
            "idp-verify-account-via-email",
            "ORGIVT",
            OTHER);

    private final MeterRegistry registry;

    LinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (String purpose : PURPOSES) {
            links(purpose, ISSUED);
            links(purpose, CLAIMED);
            codes(purpose, ISSUED);
            for (CodeResult result : CodeResult.values()) {
                codes(purpose, tag(result));
            }
        }
        for (Step step : Step.values()) {
            for (LinkState state : LinkState.values()) {
                if (state != LinkState.LIVE) {
                    refusals(state, step);
                }
            }
        }
    }

    void issued(String purpose, boolean withCode) {
        links(purpose, ISSUED).increment();
        if (withCode) {
            codes(purpose, ISSUED).increment();
        }
    }

    void opened(LinkLookup found) {
        if (found.state() != LinkState.LIVE) {
            refusals(found.state(), Step.OPEN).increment();
        }
    }

    void claimed(LinkLookup found) {
        found.link().ifPresentOrElse(link -> links(link.purpose(), CLAIMED).increment(), () -> refusals(
                        found.state(), Step.CLAIM)
                .increment());
    }

    void tried(String purpose, CodeResult result) {
        codes(purpose, tag(result)).increment();
    }

    private Counter links(String purpose, String outcome) {
        return counter("porter.links", "Links by what became of them", "purpose", known(purpose), "outcome", outcome);
    }

    private Counter codes(String purpose, String outcome) {
        return counter("porter.codes", "Codes by what became of them", "purpose", known(purpose), "outcome", outcome);
    }

    private Counter refusals(LinkState state, Step step) {
        return counter("porter.links.refused", "Dead links", "state", tag(state), "step", tag(step));
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private static String known(String purpose) {
        return PURPOSES.contains(purpose) ? purpose : OTHER;
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
