/**
 * Lists of passwords as fingerprints: small, quick to ask, and no secret when lost. Knows nothing of Keycloak, so that the list
 * is built by the very code that reads it.
 */
package io.github.keycloakporter.password.list;
