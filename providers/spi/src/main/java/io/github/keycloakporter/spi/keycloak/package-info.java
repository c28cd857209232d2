/** What every module needs of Keycloak's provider API. */
package io.github.keycloakporter.spi.keycloak;
