/** Password lists and rules beside Keycloak's and Passay's own. */
package io.github.keycloakporter.benchmarks.passwords;
