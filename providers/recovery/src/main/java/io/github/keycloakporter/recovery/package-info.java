/** A forgotten password: two steps of Keycloak's reset-credentials flow, under stock's ids, that tell nobody who has an account. */
package io.github.keycloakporter.recovery;
