/** Email addresses: their syntax, and how logs show them. */
package io.github.keycloakporter.spi.address;
