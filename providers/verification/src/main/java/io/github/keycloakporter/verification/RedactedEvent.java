package io.github.keycloakporter.verification;

import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;

/**
 * Events of failures. Keycloak's {@code jboss-logging} listener writes each of them with all its details into the log,
 * where no address belongs; the user's id in the event says who it was.
 */
public final class RedactedEvent {

    private RedactedEvent() {}

    public static EventBuilder withoutAddress(EventBuilder event) {
        return event.removeDetail(Details.EMAIL).removeDetail(Details.USERNAME);
    }

    /** For a failure that has no user: the names somebody typed identify a person as the address does. */
    public static EventBuilder withoutPerson(EventBuilder event) {
        return withoutAddress(event)
                .removeDetail(Details.FIRST_NAME)
                .removeDetail(Details.LAST_NAME)
                .removeDetail(Details.EXISTING_USER);
    }
}
