/**
 * Whole servers with Porter beside plain Keycloak: same machine, same run, same realm. What the outbox does for pages and queues
 * ({@link io.github.keycloakporter.benchmarks.server.MailMain}), what times tell an attacker
 * ({@link io.github.keycloakporter.benchmarks.server.EnumerationMain}) and what a log-in costs
 * ({@link io.github.keycloakporter.benchmarks.server.LoginMain}).
 */
package io.github.keycloakporter.benchmarks.server;
