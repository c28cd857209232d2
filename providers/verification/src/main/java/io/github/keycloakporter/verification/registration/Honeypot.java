package io.github.keycloakporter.verification.registration;

import jakarta.ws.rs.core.MultivaluedMap;

/** A field that the page hides from people, and that robots fill because of its name. */
final class Honeypot {

    static final String FIELD = "homepage";

    private Honeypot() {}

    static boolean isFilled(MultivaluedMap<String, String> form) {
        String value = form.getFirst(FIELD);
        return value != null && !value.isEmpty();
    }
}
