/** The ways mail leaves: what the transports of {@code email-transport} have in common. */
package io.github.keycloakporter.email.transport;
