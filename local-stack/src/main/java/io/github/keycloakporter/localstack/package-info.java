/**
 * Starts and stops the parts of a whole Porter installation on one machine, loopback only: a real Redis, a mail inbox, the
 * database and one or more nodes of the real Keycloak distribution with the bundle deployed.
 *
 * <p>{@link io.github.keycloakporter.localstack.LocalStack} ties the parts together. Every part also works alone, picks a
 * free port unless it is given one, and is {@link java.lang.AutoCloseable}.
 */
package io.github.keycloakporter.localstack;
