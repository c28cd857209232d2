package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.email.transport.MailAddress;
import io.github.keycloakporter.spi.mail.MailMessage;

/**
 * A mail on its way into a call.
 *
 * @param place where it stood in the list that was to be delivered
 * @param template what it shares with others; itself where it shares nothing
 */
record BulkEntry(int place, MailMessage mail, MailAddress recipient, BulkTemplate template) {}
