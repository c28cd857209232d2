/** From the form for a forgotten password to the email, in the background, so that the answer depends on no account. */
package io.github.keycloakporter.recovery.request;
