/**
 * A small web application that logs people in through Keycloak: the far end of the journey the stack shows.
 *
 * <p>{@link io.github.keycloakporter.localstack.demo.DemoApp} is all a caller needs. The OpenID Connect library stays inside
 * {@code OidcClient}.
 */
package io.github.keycloakporter.localstack.demo;
