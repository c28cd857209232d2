package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.verification.RetryDelay;
import java.util.Optional;
import org.keycloak.models.utils.FormMessage;

/**
 * Why something typed into the waiting page was not taken.
 *
 * @param message for the field it was typed into
 * @param retry where it was one try too many: until the next one
 */
record InputRejection(FormMessage message, Optional<RetryDelay> retry) {

    static InputRejection of(String field, String message, Object... parameters) {
        return new InputRejection(new FormMessage(field, message, parameters), Optional.empty());
    }

    /** The message counts minutes: nobody is limited for less. */
    static InputRejection limited(String field, String message, RetryDelay wait) {
        return new InputRejection(new FormMessage(field, message, wait.minutes()), Optional.of(wait));
    }
}
