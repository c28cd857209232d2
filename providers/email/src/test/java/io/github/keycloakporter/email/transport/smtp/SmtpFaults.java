package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.fault.DeliveryFailure;
import io.github.keycloakporter.email.fault.FaultClassifier;
import io.github.keycloakporter.email.fault.FaultDialect;
import io.github.keycloakporter.email.fault.Stage;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.io.IOException;
import java.util.Map;

/** A server that refuses the second mail of a connection once, at one stage of the dialogue; the next mail tells what became of it. */
public final class SmtpFaults implements FaultDialect {

    private static final Map<Stage, String> VERBS = Map.of(Stage.CONNECT, "GREETING");

    private final FaultySmtpServer server = new FaultySmtpServer().offering("AUTH PLAIN");
    private final SmtpSender sender = new SmtpSender();

    public SmtpFaults() throws IOException {}

    @Override
    public Seen see(Stage stage, String reply) {
        boolean inDialogue = stage.compareTo(Stage.MAIL) >= 0;
        MailRealm realm = SmtpSender.realm(server.port()).smtp("auth", "true", "user", "porter", "password", "secret");
        MailRoute route = sender.route(realm);
        if (inDialogue) {
            accepted(deliver(route));
        }
        server.once(VERBS.getOrDefault(stage, stage.name()), reply);
        if (stage == Stage.EHLO) {
            server.once("HELO", reply);
        }
        DeliveryResult result = deliver(route);
        if (result instanceof Accepted && server.connections() == 2) {
            int code = Integer.parseInt(reply.substring(0, 3));
            return Seen.delivered(FaultClassifier.fault(DeliveryFailure.reply(stage, code, reply)));
        }
        int before = server.connections();
        accepted(deliver(route));
        return Seen.of((Failed) result, server.connections() == before);
    }

    private static void accepted(DeliveryResult result) {
        if (!(result instanceof Accepted)) {
            throw new AssertionError("A mail that nobody refused: " + result);
        }
    }

    private static DeliveryResult deliver(MailRoute route) {
        return SmtpSender.deliver(route, Mails.to("anna@example.org"));
    }

    @Override
    public void close() {
        sender.close();
        server.close();
    }
}
