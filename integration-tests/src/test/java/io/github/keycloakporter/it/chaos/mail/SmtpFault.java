package io.github.keycloakporter.it.chaos.mail;

import io.github.keycloakporter.it.chaos.mail.SmtpStandIn.Stage;

/** How an SMTP server answers while something is wrong with it. */
@FunctionalInterface
public interface SmtpFault {

    /** Nothing is wrong. */
    SmtpFault NONE = (stage, address, mails) -> null;

    /** As {@link SmtpStandIn.Host#reply}. */
    String reply(Stage stage, String address, int mails);

    /** One reply to one stage of every dialogue. */
    static SmtpFault at(Stage failing, String reply) {
        return (stage, address, mails) -> stage == failing ? reply : null;
    }

    /** Mailboxes of {@link Addresses#GREY} are put off. */
    static SmtpFault greylisting(String reply) {
        return (stage, address, mails) -> stage == Stage.RCPT && Addresses.isGrey(address) ? reply : null;
    }

    /** A connection may bring so many mails; then MAIL is refused. */
    static SmtpFault mailsPerConnection(int most, String reply) {
        return (stage, address, mails) -> stage == Stage.MAIL && mails >= most ? reply : null;
    }
}
