package io.github.keycloakporter.it.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn;
import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn.Answer;
import io.github.keycloakporter.it.chaos.fault.Fault.Holds;
import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import io.github.keycloakporter.it.chaos.mail.MailServers;
import io.github.keycloakporter.it.chaos.mail.ProviderReports;
import io.github.keycloakporter.it.chaos.mail.SmtpFault;
import io.github.keycloakporter.it.chaos.mail.SmtpStandIn;
import io.github.keycloakporter.it.chaos.mail.SmtpStandIn.Stage;
import io.github.keycloakporter.localstack.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What goes wrong with mail providers. None of it is the fault of a mailbox. */
public final class MailFaults {

    private static final int LEAST = 4;
    private static final int MOST = 12;

    private final MailServers mail;
    private final TcpProxy network;
    private final ProviderReports reports;

    public MailFaults(MailServers mail, TcpProxy network, ProviderReports reports) {
        this.mail = mail;
        this.network = network;
        this.reports = reports;
    }

    public List<Fault> all() {
        return List.of(
                smtp("relay not permitted", SmtpFault.at(Stage.RCPT, "550 relay not permitted")),
                smtp("sender verify failed", SmtpFault.at(Stage.RCPT, "550 Sender verify failed")),
                smtp("authentication wanted", SmtpFault.at(Stage.RCPT, "550 turn on SMTP Authentication")),
                smtp("daily limit", SmtpFault.at(Stage.MAIL, "550 5.4.5 Daily user sending limit exceeded")),
                smtp("daily limit after the dot", SmtpFault.at(Stage.END, "550 5.4.5 Daily sending quota exceeded")),
                smtp("submission quota", SmtpFault.at(Stage.END, "554 5.2.0 Submission quota exceeded")),
                smtp("may not send as", SmtpFault.at(Stage.END, "550 5.7.60 Client does not have permissions")),
                smtp("bad outbound sender", SmtpFault.at(Stage.END, "550 5.1.8 Access denied, bad outbound sender")),
                smtp("disk full", SmtpFault.at(Stage.END, "452 4.3.1 Insufficient system storage")),
                smtp("closing", SmtpFault.at(Stage.GREETING, "421 4.3.2 Service not available")),
                smtp("mails per session", SmtpFault.mailsPerConnection(2, "452 4.5.3 Too many mails")),
                smtp("hangs up", SmtpFault.at(Stage.MAIL, SmtpStandIn.HANG_UP)),
                smtp("silent", SmtpFault.at(Stage.RCPT, SmtpStandIn.SILENCE)),
                smtp("no answer after the dot", SmtpFault.at(Stage.TAKEN, SmtpStandIn.HANG_UP)),
                fault(Part.SMTP, "network broken", () -> network.refuse(true), () -> network.refuse(false)),
                fault(Part.SMTP, "network silent", () -> network.silence(true), () -> network.silence(false)),
                sendGridToo("greylisting of one domain", SmtpFault.greylisting("450 4.1.2 Domain not found"))
                        .holding(Holds.GREY_DOMAINS),
                sendGridToo("down", SmtpFault.at(Stage.GREETING, "421 4.3.2 Service not available")),
                sendGridToo("settings wrong", SmtpFault.at(Stage.RCPT, "550 5.7.1 Relaying denied")),
                sendGrid("503", answer(503, "")),
                sendGrid("429", answer(429, "{\"errors\":[{\"message\":\"too many requests\"}]}")),
                sendGrid(
                        "401",
                        answer(401, "{\"errors\":[{\"message\":\"The provided authorization grant is invalid\"}]}")),
                sendGrid(
                        "400 for the sender",
                        answer(
                                400,
                                "{\"errors\":[{\"message\":\"The from email does not contain a valid address.\","
                                        + "\"field\":\"from.email\"}]}")),
                sendGrid("413 of a proxy", answer(413, "<html><body>Request Entity Too Large</body></html>")),
                withoutSmtp(
                        "no answer after it took the mail",
                        () -> mail.sendGridTakesUnanswered(true),
                        () -> mail.sendGridTakesUnanswered(false)),
                withoutSmtp(
                                "bounces for its reputation",
                                () -> reports.reputationBounces(true),
                                () -> reports.reputationBounces(false))
                        .holding(Holds.NOBODYS));
    }

    private Fault smtp(String name, SmtpFault fault) {
        return fault(Part.SMTP, name, () -> mail.smtp(fault), () -> mail.smtp(SmtpFault.NONE));
    }

    /** SMTP fails so while SendGrid does not work either. */
    private Fault sendGridToo(String name, SmtpFault fault) {
        return fault(
                Part.BOTH_PROVIDERS,
                name,
                () -> {
                    mail.sendGrid(answer(503, ""));
                    mail.smtp(fault);
                },
                this::workAgain);
    }

    /** SendGrid fails while every other mail has to go that way, because SMTP does not take it. */
    private Fault sendGrid(String name, Function<JsonNode, Optional<Answer>> answer) {
        return withoutSmtp(name, () -> mail.sendGrid(answer), () -> {});
    }

    private Fault withoutSmtp(String name, Fault.Action begin, Fault.Action end) {
        return new Fault(
                Part.SENDGRID,
                name,
                Duration.ofSeconds(LEAST),
                Duration.ofSeconds(MOST),
                Duration.ZERO,
                Holds.EVERYBODYS,
                () -> {
                    mail.smtp(SmtpFault.at(Stage.MAIL, "451 4.3.0 Try again later"));
                    begin.run();
                },
                () -> {
                    end.run();
                    workAgain();
                });
    }

    private void workAgain() {
        mail.smtp(SmtpFault.NONE);
        mail.sendGrid(request -> Optional.empty());
    }

    private static Fault fault(Part part, String name, Fault.Action begin, Fault.Action end) {
        return Fault.of(part, name, LEAST, MOST, begin, end);
    }

    private static Function<JsonNode, Optional<Answer>> answer(int status, String body) {
        return request -> Optional.of(SendGridStandIn.answer(status, body));
    }
}
