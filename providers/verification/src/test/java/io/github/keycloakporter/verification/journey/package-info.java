/** An extension by somebody else, for journeys: packed into a jar of its own beside Porter's. */
package io.github.keycloakporter.verification.journey;
