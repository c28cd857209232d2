/** Mailgun's webhook. */
package io.github.keycloakporter.email.webhook.mailgun;
