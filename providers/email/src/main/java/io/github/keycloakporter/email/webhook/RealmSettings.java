package io.github.keycloakporter.email.webhook;

import java.util.Optional;

/** What of a realm says whom to believe. */
interface RealmSettings {

    String id();

    String name();

    /** An attribute's trimmed value; empty where it is blank. */
    Optional<String> attribute(String name);

    /** What the vault holds under an expression. */
    Optional<String> secret(String expression);
}
