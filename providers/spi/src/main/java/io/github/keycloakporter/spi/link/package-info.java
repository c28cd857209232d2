/**
 * Action links: what stands in a mail instead of Keycloak's action token.
 *
 * <p>Keycloak writes a signed JWT into the URL of every mail it sends. Porter keeps the claims of that JWT (the
 * <em>target</em>) in a store and mails 32 random bytes that name them, once. The link is issued when its mail leaves, and the
 * token is signed when the link is claimed. The contract in this package is what every store has to keep; its tests
 * ({@code ActionLinkContract}) travel with it.
 */
package io.github.keycloakporter.spi.link;
