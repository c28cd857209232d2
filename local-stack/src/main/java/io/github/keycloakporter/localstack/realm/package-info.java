/**
 * Checks realm files before a server imports them. Keycloak itself accepts an unknown provider id in silence and fails at the
 * first login; this finds it at build time, without a server.
 */
package io.github.keycloakporter.localstack.realm;
