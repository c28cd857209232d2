/**
 * Journeys of people through a real Keycloak with Porter in it: real Redis, real SMTP, a real browser.
 *
 * <p>All classes share one server. Each journey has people of its own, so the order does not matter.
 */
package io.github.keycloakporter.it;
