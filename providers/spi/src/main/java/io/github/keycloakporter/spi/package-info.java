/** Porter's own contracts and value records. Imports Keycloak's SPI and nothing else. */
package io.github.keycloakporter.spi;
