/** What the webhooks of all mail providers have in common. */
package io.github.keycloakporter.email.webhook.dialect;
