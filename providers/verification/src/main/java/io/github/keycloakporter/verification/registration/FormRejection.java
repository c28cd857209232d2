package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.RetryDelay;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.utils.FormMessage;

/**
 * Why the guard sends the form back.
 *
 * @param rule for metrics and events
 * @param messages for the page or for single fields
 * @param alone whether nothing else is to be said about this submission
 * @param retry where it was one too many: until the next one
 */
record FormRejection(
        Rule rule, Response.Status status, List<FormMessage> messages, boolean alone, Optional<RetryDelay> retry) {

    /** Something about what was typed, beside all else that is wrong with it. */
    static FormRejection of(Rule rule, List<FormMessage> messages) {
        return new FormRejection(rule, Response.Status.BAD_REQUEST, messages, false, Optional.empty());
    }

    /** The one thing said. */
    static FormRejection alone(Rule rule, String message) {
        return new FormRejection(
                rule, Response.Status.BAD_REQUEST, List.of(new FormMessage(message)), true, Optional.empty());
    }

    /** A question beside the field, and no message. */
    static FormRejection question(Rule rule) {
        return new FormRejection(rule, Response.Status.OK, List.of(), true, Optional.empty());
    }

    static FormRejection limited(RetryDelay wait) {
        FormMessage message = new FormMessage(null, wait.message("porterSignUpLimited"), wait.number());
        return new FormRejection(
                Rule.LIMITS, Response.Status.TOO_MANY_REQUESTS, List.of(message), true, Optional.of(wait));
    }
}
