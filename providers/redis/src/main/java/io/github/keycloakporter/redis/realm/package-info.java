/** What a realm lends to its keys in Redis: the tag that keeps them together and the secret that hides their names. */
package io.github.keycloakporter.redis.realm;
