/** Keycloak's e-mail sender, which hands every mail to the outbox. */
package io.github.keycloakporter.email.sender;
