package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.fault.Stage;
import io.github.keycloakporter.email.transport.MailAddress;
import io.github.keycloakporter.email.transport.smtp.wire.SmtpConnection;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** One realm's way to its SMTP server. */
final class SmtpRoute implements MailRoute {

    private final SmtpSettings settings;
    private final ProviderHeaders headers;
    private final Supplier<SmtpServer> server;

    SmtpRoute(SmtpSettings settings, ProviderHeaders headers, Supplier<SmtpServer> server) {
        this.settings = settings;
        this.headers = headers;
        this.server = server;
    }

    @Override
    public String transport() {
        return SmtpTransportProviderFactory.PROVIDER_ID;
    }

    @Override
    public String server() {
        return "smtp:" + settings.host() + ":" + settings.port() + settings.account();
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public List<DeliveryResult> deliver(List<MailMessage> mails) {
        // jakarta.mail looks up its parts through the thread's loader, and a pool's thread may have any
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(SmtpRoute.class.getClassLoader());
        try {
            return mails.stream().map(this::deliver).toList();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private DeliveryResult deliver(MailMessage mail) {
        if (settings.port() == 0) {
            return SmtpFailure.event(Stage.CONNECT, "smtp port");
        }
        Optional<MailAddress> recipient = MailAddress.parse(mail.recipient());
        if (recipient.isEmpty()) {
            return SmtpFailure.event(Stage.RCPT, "smtp address");
        }
        Optional<Envelope> envelope = Envelope.of(mail, recipient.get());
        if (envelope.isEmpty()) {
            return SmtpFailure.event(Stage.MAIL, "smtp sender");
        }
        if (envelope.get().international() && !settings.internationalised()) {
            return notInternational(envelope.get());
        }
        SmtpServer connections = server.get();
        Optional<SmtpConnection> kept = connections.kept();
        if (kept.isPresent()) {
            Attempt first = send(connections, kept.get(), mail, envelope.get());
            if (!first.repeatable()) {
                return first.result();
            }
        }
        try {
            return send(connections, connections.open(), mail, envelope.get()).result();
        } catch (NotConnectedException e) {
            return e.result();
        }
    }

    /** @param repeatable whether another connection may carry the mail at once */
    private record Attempt(DeliveryResult result, boolean repeatable) {}

    private Attempt send(SmtpServer connections, SmtpConnection connection, MailMessage mail, Envelope envelope) {
        if (envelope.international() && !connection.offersUtf8()) {
            connections.keep(connection);
            return new Attempt(notInternational(envelope), false);
        }
        boolean usable = false;
        try {
            SMTPMessage message = MailComposer.compose(connections.session(), mail, envelope, headers.of(mail));
            InternetAddress recipient = new InternetAddress();
            recipient.setAddress(envelope.recipient().text());
            String reply = connection.send(message, recipient, envelope.international());
            usable = true;
            return new Attempt(new DeliveryResult.Accepted(SmtpReply.providerMessageId(reply)), false);
        } catch (MessagingException e) {
            SmtpFailure failure = SmtpFailure.of(e, connection);
            usable = failure.connectionUsable();
            return new Attempt(failure.result(), failure.repeatable());
        } finally {
            if (usable) {
                connections.keep(connection);
            } else {
                connection.quit();
            }
        }
    }

    private static DeliveryResult notInternational(Envelope envelope) {
        return envelope.recipient().international()
                ? SmtpFailure.event(Stage.RCPT, "smtp utf8")
                : SmtpFailure.event(Stage.MAIL, "smtp sender");
    }
}
