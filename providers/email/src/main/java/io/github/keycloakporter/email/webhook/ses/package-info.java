/** Notifications of Amazon SES, delivered by SNS. */
package io.github.keycloakporter.email.webhook.ses;
