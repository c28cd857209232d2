/**
 * What Porter's outbox does for pages and queues, beside stock Keycloak: same machine, same run, same mail server.
 * {@link io.github.keycloakporter.benchmarks.mail.MailMain} runs it.
 */
package io.github.keycloakporter.benchmarks.mail;
