package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.fault.DeliveryFailure;
import io.github.keycloakporter.email.fault.FaultClassifier;
import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.fault.Stage;
import io.github.keycloakporter.email.fault.StatusCodes;
import io.github.keycloakporter.email.transport.smtp.wire.SmtpConnection;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * What went wrong with one mail, read from the exception and the connection. Texts of servers are left behind: they quote
 * addresses.
 *
 * @param connectionUsable whether the connection carries the next mail
 * @param repeatable whether another connection may carry this mail at once: this one was spent or lost before the server could
 *     have the mail
 */
record SmtpFailure(Failed result, boolean connectionUsable, boolean repeatable) {

    static SmtpFailure of(MessagingException failure, SmtpConnection connection) {
        Stage stage = connection.stage();
        if (failure instanceof AuthenticationFailedException) {
            SmtpReply reply = SmtpReply.of(connection.getLastReturnCode(), connection.getLastServerResponse());
            DeliveryFailure refusal = DeliveryFailure.reply(Stage.AUTH, reply.code(), reply.text());
            return closing(result(refusal, "smtp auth" + (reply.code() >= 400 ? " " + reply.code() : "")));
        }
        if (connection.starttlsMissing()) {
            return closing(event(stage, "smtp starttls missing"));
        }
        Optional<SmtpReply> reply = reply(failure)
                .or(() -> Optional.of(SmtpReply.of(connection.getLastReturnCode(), connection.getLastServerResponse()))
                        .filter(last -> stage.compareTo(Stage.MAIL) < 0))
                .filter(refusal -> refusal.code() >= 400)
                .or(() -> connection
                        .ehloRefusal()
                        .map(text -> SmtpReply.of(StatusCodes.basic(text), text))
                        .filter(refusal -> refusal.code() >= 400 && stage.compareTo(Stage.MAIL) < 0));
        if (reply.isPresent()) {
            return refused(reply.get(), stage, connection.mails() > 1);
        }
        if (find(failure, SocketTimeoutException.class).isPresent()) {
            return closing(event(stage, "smtp timeout"));
        }
        if (find(failure, SSLException.class).isPresent()) {
            return closing(event(stage, "smtp tls"));
        }
        if (failure instanceof MailConnectException) {
            return closing(event(stage, "smtp connect"));
        }
        boolean lost = find(failure, IOException.class).isPresent() || connection.getLastReturnCode() <= 0;
        return new SmtpFailure(
                event(stage, lost ? "smtp dropped" : "smtp failed"), false, lost && stage.compareTo(Stage.END) < 0);
    }

    static Failed result(DeliveryFailure refusal, String code) {
        return new Failed(FaultClassifier.fault(refusal), code);
    }

    /** @param what a condition of the table of faults, which is the code at the same time */
    static Failed event(Stage stage, String what) {
        return result(DeliveryFailure.event(stage, what), what);
    }

    /** @param used whether the connection carried a mail before */
    private static SmtpFailure refused(SmtpReply reply, Stage stage, boolean used) {
        Fault fault = FaultClassifier.fault(DeliveryFailure.reply(stage, reply.code(), reply.text()));
        boolean spent = fault.party() == Party.CONNECTION;
        if (spent && !used && stage == Stage.MAIL) {
            // it carried nothing that it could be tired of
            fault = Fault.temporary(Party.TRANSPORT);
        }
        return new SmtpFailure(
                new Failed(fault, reply.word()),
                FaultPolicy.keepsConnection(fault) && !reply.hangsUp() && stage.compareTo(Stage.MAIL) >= 0,
                (spent || reply.hangsUp()) && stage.compareTo(Stage.END) < 0);
    }

    private static SmtpFailure closing(Failed result) {
        return new SmtpFailure(result, false, false);
    }

    private static Optional<SmtpReply> reply(MessagingException failure) {
        return find(failure, SMTPAddressFailedException.class)
                .map(refusal -> SmtpReply.of(refusal.getReturnCode(), refusal.getMessage()))
                .or(() -> find(failure, SMTPSendFailedException.class)
                        .map(refusal -> SmtpReply.of(refusal.getReturnCode(), refusal.getMessage())));
    }

    private static <E extends Exception> Optional<E> find(Throwable failure, Class<E> type) {
        // jakarta.mail chains by getNextException as well as by getCause, which for it are the same
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (type.isInstance(link)) {
                return Optional.of(type.cast(link));
            }
        }
        return Optional.empty();
    }
}
