/**
 * Password reset: the steps of Keycloak's reset-credentials flow, under the ids of the built-in steps. {@code request} accepts the
 * request and sends the email without revealing who has an account; {@code password} protects the steps behind the link.
 */
package io.github.keycloakporter.recovery;
