package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.spi.link.LinkLookup;
import io.github.keycloakporter.spi.link.LinkState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionToken;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;

/**
 * What the server's /metrics tells of links and codes: {@code porter_links_total{purpose,outcome}},
 * {@code porter_links_refused_total{state,step}} and {@code porter_codes_total{outcome}}. All of them are there from the start, so
 * that an alert sees the first event. A purpose that is not Keycloak's own is {@code other}.
 */
final class LinkMetrics {

    /** What became of a link. */
    enum Outcome {
        ISSUED,
        CLAIMED,
        REPLACED,
        CANCELLED
    }

    /** Where a dead link was refused. */
    enum Step {
        OPEN,
        CLAIM
    }

    private static final String OTHER = "other";
    private static final List<String> PURPOSES = List.of(
            VerifyEmailActionToken.TOKEN_TYPE,
            ResetCredentialsActionToken.TOKEN_TYPE,
            ExecuteActionsActionToken.TOKEN_TYPE,
            UpdateEmailActionToken.TOKEN_TYPE,
            IdpVerifyAccountLinkActionToken.TOKEN_TYPE,
            InviteOrgActionToken.TOKEN_TYPE,
            OTHER);

    private final Map<String, Map<Outcome, Counter>> links;
    private final Map<Step, Map<LinkState, Counter>> refused;
    private final Counter codesIssued;
    private final Map<CodeResult, Counter> codes;

    LinkMetrics(MeterRegistry registry) {
        links = PURPOSES.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        purpose -> counters(Outcome.class, outcome -> Counter.builder("porter.links")
                                .description("What became of links")
                                .tags("purpose", purpose, "outcome", tag(outcome))
                                .register(registry))));
        refused = counters(
                Step.class,
                step -> counters(
                        LinkState.class,
                        state -> state == LinkState.LIVE
                                ? null
                                : Counter.builder("porter.links.refused")
                                        .description("Dead links that somebody opened or tried to use")
                                        .tags("state", tag(state), "step", tag(step))
                                        .register(registry)));
        codesIssued = code(registry, "issued");
        codes = counters(CodeResult.class, result -> code(registry, tag(result)));
    }

    void issued(String purpose, boolean withCode, long replaced) {
        counter(purpose, Outcome.ISSUED).increment();
        counter(purpose, Outcome.REPLACED).increment(replaced);
        if (withCode) {
            codesIssued.increment();
        }
    }

    void cancelled(String purpose) {
        counter(purpose, Outcome.CANCELLED).increment();
    }

    LinkLookup opened(LinkLookup found) {
        refused(found, Step.OPEN);
        return found;
    }

    LinkLookup claimed(LinkLookup found) {
        refused(found, Step.CLAIM);
        found.link().ifPresent(link -> counter(link.purpose(), Outcome.CLAIMED).increment());
        return found;
    }

    CodeResult typed(String purpose, CodeResult result) {
        codes.get(result).increment();
        if (result == CodeResult.ACCEPTED) {
            counter(purpose, Outcome.CLAIMED).increment();
        }
        return result;
    }

    private void refused(LinkLookup found, Step step) {
        if (found.state() != LinkState.LIVE) {
            refused.get(step).get(found.state()).increment();
        }
    }

    private Counter counter(String purpose, Outcome outcome) {
        return links.getOrDefault(purpose, links.get(OTHER)).get(outcome);
    }

    private static Counter code(MeterRegistry registry, String outcome) {
        return Counter.builder("porter.codes")
                .description("What became of codes")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static <E extends Enum<E>, T> Map<E, T> counters(Class<E> type, Function<E, T> counter) {
        Map<E, T> all = new EnumMap<>(type);
        Arrays.stream(type.getEnumConstants()).forEach(constant -> {
            T made = counter.apply(constant);
            if (made != null) {
                all.put(constant, made);
            }
        });
        return all;
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
