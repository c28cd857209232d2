/**
 * What Porter's stores cost beside the bare call to Redis, and how much of Redis a waiting link takes.
 *
 * <p>Every {@link io.github.keycloakporter.benchmarks.Operation} is measured twice on the same connections: as Keycloak
 * calls it, and as nothing but the command it sends, its bytes made beforehand. Both wait for the answer the same way, so
 * the ratio is what Porter adds.
 */
package io.github.keycloakporter.benchmarks;
