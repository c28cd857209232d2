package io.github.keycloakporter.localstack.demo;

/** A log-in that did not end with a user. The message is for the person in front of the browser. */
final class LoginFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String description;

    /**
     * @param status the HTTP status of the page that tells it
     * @param message one sentence for a person
     * @param error the OAuth error code, or null
     * @param description the server's own words, or null
     */
    LoginFailedException(int status, String message, String error, String description) {
        super(message);
        this.status = status;
        this.error = error;
        this.description = description;
    }

    LoginFailedException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.error = null;
        this.description = null;
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }
}
