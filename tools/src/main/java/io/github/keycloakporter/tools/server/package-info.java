/** How the tools reach Keycloak: TLS, time limits, the administrator's credentials, the Admin REST API. */
package io.github.keycloakporter.tools.server;
