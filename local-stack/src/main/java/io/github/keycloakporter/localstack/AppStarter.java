package io.github.keycloakporter.localstack;

import java.net.URI;

/** Starts the app people log in to. */
@FunctionalInterface
public interface AppStarter {

    /**
     * @param port the loopback port it shall listen on
     * @param issuer the realm's URL; nobody answers there yet
     */
    AutoCloseable start(int port, URI issuer);
}
