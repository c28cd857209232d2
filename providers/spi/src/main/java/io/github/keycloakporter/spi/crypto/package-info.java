/** Encryption and message authentication with the keys of a realm. */
package io.github.keycloakporter.spi.crypto;
