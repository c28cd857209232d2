/** Rate limits: many limits, one atomic decision. */
package io.github.keycloakporter.spi.limit;
