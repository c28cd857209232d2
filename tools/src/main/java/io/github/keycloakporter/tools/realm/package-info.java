/** The realm as code: what a realm file would change on a running realm, and the change itself. */
package io.github.keycloakporter.tools.realm;
