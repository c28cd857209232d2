package io.github.keycloakporter.tools.smoke;

/** The environment does not do what a user needs. Says what was seen instead. */
final class JourneyFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JourneyFailure(String message) {
        super(message);
    }
}
