package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.MailAddress;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses of one mail, checked. */
record Envelope(
        MailAddress recipient, MailAddress from, Optional<MailAddress> replyTo, Optional<MailAddress> envelopeFrom) {

    /** Empty where an address of the sender's is wrong: the realm's settings have to be mended. */
    static Optional<Envelope> of(MailMessage mail, MailAddress recipient) {
        SenderIdentity sender = mail.sender();
        Optional<MailAddress> from = MailAddress.parse(sender.address());
        Optional<MailAddress> replyTo = sender.replyTo().flatMap(MailAddress::parse);
        Optional<MailAddress> envelopeFrom = sender.envelopeFrom().flatMap(MailAddress::parse);
        boolean right = replyTo.isPresent() == sender.replyTo().isPresent()
                && envelopeFrom.isPresent() == sender.envelopeFrom().isPresent();
        return right ? from.map(address -> new Envelope(recipient, address, replyTo, envelopeFrom)) : Optional.empty();
    }

    /** MAIL FROM. */
    MailAddress bouncesTo() {
        return envelopeFrom.orElse(from);
    }

    /** Whether it needs SMTPUTF8. */
    boolean international() {
        return Stream.of(Stream.of(recipient, from), replyTo.stream(), envelopeFrom.stream())
                .flatMap(part -> part)
                .anyMatch(MailAddress::international);
    }
}
