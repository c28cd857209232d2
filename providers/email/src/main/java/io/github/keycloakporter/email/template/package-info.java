/** Rendering of mails: Keycloak's own FreeMarker templates, with an opaque link instead of the action token. */
package io.github.keycloakporter.email.template;
