package io.github.keycloakporter.spi.mail;

import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** A way for mail to leave. */
public interface EmailTransportProvider extends Provider {

    /**
     * Reads what carrying this realm's mails needs, so that the delivery itself needs no session.
     *
     * @return empty where this transport is not set up for the realm
     */
    Optional<MailRoute> route(RealmModel realm);
}
