/** Recognizes the changes of an account in events of Keycloak. */
package io.github.keycloakporter.notifications.event;
