/**
 * Delivery webhooks: what SendGrid, Amazon SES and Mailgun report of a mail after they took it.
 *
 * <p>{@code MailEventsResource} takes a POST, the {@code WebhookDialect} of the sender believes it or not and translates it
 * into {@link io.github.keycloakporter.spi.mail.DeliveryEvent}s, the outbox writes them down.
 */
package io.github.keycloakporter.email.webhook;
