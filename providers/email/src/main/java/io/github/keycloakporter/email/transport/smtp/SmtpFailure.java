package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.smtp.wire.SmtpConnection;
import io.github.keycloakporter.email.transport.smtp.wire.SmtpConnection.Stage;
import io.github.keycloakporter.spi.mail.DeliveryResult;
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
 */
record SmtpFailure(DeliveryResult result, Stage stage, boolean connectionUsable, boolean connectionLost) {

    static SmtpFailure of(MessagingException failure, SmtpConnection connection) {
        Stage stage = connection.stage();
        if (failure instanceof AuthenticationFailedException) {
            SmtpReply reply = SmtpReply.of(connection.getLastReturnCode(), null);
            return lasting("smtp auth" + (reply.code() >= 400 ? " " + reply.code() : ""), stage);
        }
        if (connection.starttlsMissing()) {
            return lasting("smtp starttls missing", stage);
        }
        Optional<SmtpReply> reply = reply(failure)
                .or(() -> Optional.of(SmtpReply.of(connection.getLastReturnCode(), connection.getLastServerResponse()))
                        .filter(last -> stage == Stage.CONNECTING && last.code() >= 400));
        if (reply.isPresent() && reply.get().code() >= 400) {
            return refused(reply.get(), stage);
        }
        if (find(failure, SocketTimeoutException.class).isPresent()) {
            return lasting("smtp timeout", stage);
        }
        if (find(failure, SSLException.class).isPresent()) {
            return lasting("smtp tls", stage);
        }
        if (failure instanceof MailConnectException) {
            return lasting("smtp connect", stage);
        }
        boolean lost = find(failure, IOException.class).isPresent() || connection.getLastReturnCode() <= 0;
        return new SmtpFailure(DeliveryResult.TryLater.of(lost ? "smtp dropped" : "smtp failed"), stage, false, lost);
    }

    private static SmtpFailure refused(SmtpReply reply, Stage stage) {
        boolean hangsUp = reply.code() == 421;
        return new SmtpFailure(verdict(reply, stage), stage, !hangsUp && stage != Stage.CONNECTING, hangsUp);
    }

    private static DeliveryResult verdict(SmtpReply reply, Stage stage) {
        if (reply.wantsLogin()) {
            return DeliveryResult.TryLater.of("smtp auth " + reply.code());
        }
        // a server that refuses us before it knows the mail refuses our settings
        if (!reply.permanent() || stage == Stage.CONNECTING) {
            return DeliveryResult.TryLater.of(reply.word());
        }
        return new DeliveryResult.Refused(
                reply.word(),
                stage == Stage.RECIPIENT && reply.aboutRecipient()
                        ? DeliveryResult.Reason.RECIPIENT
                        : DeliveryResult.Reason.MESSAGE);
    }

    private static SmtpFailure lasting(String code, Stage stage) {
        return new SmtpFailure(DeliveryResult.TryLater.of(code), stage, false, false);
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
