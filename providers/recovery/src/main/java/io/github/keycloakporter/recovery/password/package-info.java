/** The steps behind the link of a reset: second factor, new password, end of other sessions. */
package io.github.keycloakporter.recovery.password;
