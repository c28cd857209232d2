package io.github.keycloakporter.email.transport;

/** Our id of a mail, as mail providers carry it and give it back in their reports. */
public final class PorterId {

    /** The name of the argument, tag or metadata. */
    public static final String NAME = "porter-id";

    private PorterId() {}
}
