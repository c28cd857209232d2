/** Where the parts of the email module are put together. */
package io.github.keycloakporter.email;
