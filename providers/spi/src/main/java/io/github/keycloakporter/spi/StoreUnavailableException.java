package io.github.keycloakporter.spi;

/**
 * A store that keeps tokens, links or limits cannot answer. Whoever catches this must refuse what was asked: no answer is
 * not a yes. Browsers see it as a themed 503 page, REST clients as JSON 503, both with Retry-After.
 */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
