/** Which accounts ever had a proven address, kept in Keycloak's database. */
package io.github.keycloakporter.verification.trust;
