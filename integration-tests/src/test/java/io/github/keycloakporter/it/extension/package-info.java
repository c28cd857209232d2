/** Somebody else's extension of Keycloak, which runs in the server of the journeys. */
package io.github.keycloakporter.it.extension;
