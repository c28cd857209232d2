package io.github.keycloakporter.verification;

import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;

/**
 * Events of failures. Keycloak's {@code jboss-logging} listener writes each of them with all its details into the log,
 * where no address belongs; the user's id in the event says who it was.
 */
public final class QuietEvent {

    private QuietEvent() {}

    public static EventBuilder withoutAddress(EventBuilder event) {
        return event.removeDetail(Details.EMAIL).removeDetail(Details.USERNAME);
    }
}
