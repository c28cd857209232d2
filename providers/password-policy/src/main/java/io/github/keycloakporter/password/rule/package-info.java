/**
 * The rules, each with the sentence that names it and the test that a browser can run. The only place that knows Passay. Knows
 * nothing of Keycloak.
 */
package io.github.keycloakporter.password.rule;
