package io.github.keycloakporter.spi.limit;

import org.keycloak.email.EmailException;

/** A mail was not sent, because it would be one too many. Nothing was charged for it. */
public final class MailLimitedException extends EmailException {

    private static final long serialVersionUID = 1L;

    private final transient Decision decision;

    public MailLimitedException(Decision decision) {
        super("Too many mails: the next one may go out in " + decision.retryAfterSeconds() + " s");
        this.decision = decision;
    }

    public Decision decision() {
        return decision;
    }
}
