package io.github.keycloakporter.email.sender;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.EmailSenderProviderFactory;
import org.keycloak.models.KeycloakSession;

public final class OutboxEmailSenderProviderFactory
        implements EmailSenderProviderFactory, SimpleProviderFactory<EmailSenderProvider> {

    public static final String PROVIDER_ID = "outbox";

    private static final String BUILT_IN = "default";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    /** Above Keycloak's built-in {@code default}: dropping the jar in is enough. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public EmailSenderProvider create(KeycloakSession session) {
        return new OutboxEmailSenderProvider(session, session.getProvider(EmailSenderProvider.class, BUILT_IN));
    }
}
