/**
 * Keycloak's two token stores on Redis: {@code single-use-object} (authorization codes, device codes, replay marks,
 * cooldowns) and {@code revoked-token} (revoked access tokens, spent action tokens).
 *
 * <p>Names and notes of entries are hidden under a secret of the server, the {@code StoreSecret}.
 *
 * <p>Both are the default as soon as this module is there. {@code --spi-single-use-object--provider-default=infinispan}
 * and {@code --spi-revoked-token--provider-default=infinispan} switch them back.
 */
package io.github.keycloakporter.redis.token;
