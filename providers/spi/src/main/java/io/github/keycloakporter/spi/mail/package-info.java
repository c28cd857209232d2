/**
 * Mail: the transactional outbox that takes a mail, the transports that carry it, and the ledger of what became of it.
 *
 * <p>A mail is a row that is written in the caller's own transaction ({@link EmailOutboxProvider}); a dispatcher hands it
 * to the first transport that takes it ({@link EmailTransportProvider}); what the mail provider reports later comes back
 * as {@link DeliveryEvent}s.
 */
package io.github.keycloakporter.spi.mail;
