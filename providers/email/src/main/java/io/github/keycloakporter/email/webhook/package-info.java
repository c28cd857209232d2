/**
 * The webhooks of SendGrid, Amazon SES and Mailgun.
 *
 * <p>{@code MailEventsResource} gets a POST and passes it to the provider's dialect, which verifies the signature and reads the
 * {@link io.github.keycloakporter.spi.mail.DeliveryEvent}s. The resource records them in the outbox and answers.
 */
package io.github.keycloakporter.email.webhook;
