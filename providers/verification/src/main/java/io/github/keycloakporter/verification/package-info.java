/** The gate: nobody logs in before the address is proven, by link or by code. */
package io.github.keycloakporter.verification;
