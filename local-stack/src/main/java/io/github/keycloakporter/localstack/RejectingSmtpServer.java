package io.github.keycloakporter.localstack;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/** GreenMail's SMTP server, which accepts every recipient, with replies of its own to some of them. */
final class RejectingSmtpServer extends SmtpServer {

    private final SmtpManager manager;

    /** @param replies how an address is refused; empty for one that is accepted */
    RejectingSmtpServer(ServerSetup setup, Managers managers, Function<String, Optional<String>> replies) {
        super(setup, managers);
        manager = new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {
            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                return replies.apply(recipient.getEmail()).orElseGet(() -> super.checkRecipient(state, recipient));
            }
        };
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        return new SmtpHandler(new SmtpCommandRegistry(), manager, client);
    }
}
