/** The gate of the direct grant: a clear error instead of stock's "Account is not fully set up". */
package io.github.keycloakporter.verification.grant;
