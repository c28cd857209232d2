package io.github.keycloakporter.email.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;

/** Remembers the user events. */
final class EventLog implements EventListenerProvider {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void onEvent(Event event) {
        events.add(event);
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        throw new UnsupportedOperationException("The outbox fires no admin events");
    }

    List<Event> all() {
        return List.copyOf(events);
    }

    void clear() {
        events.clear();
    }

    @Override
    public void close() {
        // one for all sessions
    }
}
