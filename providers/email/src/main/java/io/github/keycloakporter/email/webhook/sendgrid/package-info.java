/** SendGrid's event webhook. */
package io.github.keycloakporter.email.webhook.sendgrid;
