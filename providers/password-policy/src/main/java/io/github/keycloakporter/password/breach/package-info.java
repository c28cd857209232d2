/** Passwords that are known from breaches: asked for at Have I Been Pwned, or looked up in a file. */
package io.github.keycloakporter.password.breach;
