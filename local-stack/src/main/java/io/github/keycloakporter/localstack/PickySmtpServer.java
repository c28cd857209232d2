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
import java.util.function.Predicate;

/** GreenMail's SMTP server, which takes every recipient, and a wish that it does not know some of them. */
final class PickySmtpServer extends SmtpServer {

    private final SmtpManager manager;

    /** @param unknown which addresses are answered with 550 5.1.1 */
    PickySmtpServer(ServerSetup setup, Managers managers, Predicate<String> unknown) {
        super(setup, managers);
        manager = new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {
            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                return unknown.test(recipient.getEmail())
                        ? "550 5.1.1 No such mailbox here"
                        : super.checkRecipient(state, recipient);
            }
        };
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        return new SmtpHandler(new SmtpCommandRegistry(), manager, client);
    }
}
