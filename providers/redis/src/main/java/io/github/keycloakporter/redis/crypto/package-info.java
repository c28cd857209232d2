/** Encryption of what lies in Redis, under keys that never lie there. */
package io.github.keycloakporter.redis.crypto;
