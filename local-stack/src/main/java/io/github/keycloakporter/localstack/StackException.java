package io.github.keycloakporter.localstack;

/** A part did not start or stop. The message is one line that a person can act on. */
public class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
