/** The pages on which a password is chosen learn the rules. */
package io.github.keycloakporter.password.page;
