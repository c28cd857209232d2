package io.github.keycloakporter.email.webhook;

/** The name under which mail providers carry our id of a mail and hand it back. */
final class PorterId {

    static final String NAME = "porter-id";

    private PorterId() {}
}
