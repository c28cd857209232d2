/** The journey of a user against a deployed environment, with a real mailbox. */
package io.github.keycloakporter.tools.smoke;
