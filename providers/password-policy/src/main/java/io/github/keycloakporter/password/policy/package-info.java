/** Keycloak's side: the policies of the realm's policy string, and the one who asks them all. */
package io.github.keycloakporter.password.policy;
