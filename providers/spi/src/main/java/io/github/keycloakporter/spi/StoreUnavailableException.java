package io.github.keycloakporter.spi;

/**
 * A store that keeps tokens, links or limits cannot answer. Whoever catches this must refuse what was asked: no answer is
 * not a yes. Browsers see it as a themed 503 page, REST clients as JSON 503, both with Retry-After.
 *
 * <p>It has no stack trace: during an outage it is thrown for each request, and Keycloak logs many of them.
 */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message names the operation, the store and the reason; never a key, a value or a secret */
    public StoreUnavailableException(String message) {
        super(message, null, false, false);
    }
}
