package io.github.keycloakporter.it.chaos.mail;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn;
import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn.Answer;
import io.github.keycloakporter.it.chaos.mail.SmtpStandIn.Stage;
import io.github.keycloakporter.localstack.Mail;
import io.github.keycloakporter.localstack.MailStore;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The two mail providers of the run: what they took, what they refused, and how they answer at the moment. */
public final class MailServers implements AutoCloseable {

    /** A refusal on the wire. */
    public record DeliveryFailure(Instant at, String address, String reply) {

        @Override
        public String toString() {
            return "'" + reply + "' at " + at;
        }
    }

    private final MailStore store = new MailStore();
    private final SmtpStandIn smtp;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final List<DeliveryFailure> refusals = new CopyOnWriteArrayList<>();
    private final List<Consumer<Arrival>> listeners = new CopyOnWriteArrayList<>();
    private volatile SmtpFault smtpFault = SmtpFault.NONE;
    private volatile Duration smtpDelay = Duration.ZERO;
    private volatile Function<JsonNode, Optional<Answer>> sendGridFault = request -> Optional.empty();
    private volatile boolean sendGridTakesUnanswered;

    public MailServers(SendGridStandIn sendGrid) throws IOException {
        smtp = new SmtpStandIn(new SmtpHost());
        sendGrid.always(this::sendGridAnswer);
    }

    public int smtpPort() {
        return smtp.port();
    }

    public MailStore store() {
        return store;
    }

    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    public List<DeliveryFailure> refusals() {
        return List.copyOf(refusals);
    }

    public void onArrival(Consumer<Arrival> listener) {
        listeners.add(listener);
    }

    public void smtp(SmtpFault fault) {
        smtpFault = fault;
    }

    /** From now on each mail is accepted after this time. */
    public void smtpDelay(Duration value) {
        smtpDelay = value;
    }

    /** From now on SendGrid answers so; empty takes the mail. */
    public void sendGrid(Function<JsonNode, Optional<Answer>> fault) {
        sendGridFault = fault;
    }

    /** While true SendGrid takes each mail and hangs up without an answer. */
    public void sendGridTakesUnanswered(boolean value) {
        sendGridTakesUnanswered = value;
    }

    /** The newest mail of the kind to the address that came since then. */
    public Optional<Arrival> newest(String address, String kind, Instant since) {
        return arrivals.stream()
                .filter(arrival ->
                        arrival.address().equals(address) && arrival.kind().equals(kind))
                .filter(arrival -> !arrival.at().isBefore(since))
                .reduce((older, newer) -> newer);
    }

    @Override
    public void close() throws IOException {
        smtp.close();
    }

    private void arrived(Arrival arrival) {
        arrivals.add(arrival);
        listeners.forEach(listener -> listener.accept(arrival));
    }

    private Answer sendGridAnswer(JsonNode request) {
        String address = request.at("/personalizations/0/to/0/email").asText();
        Optional<Answer> refusal = sendGridFault.apply(request);
        if (refusal.isPresent()) {
            refusals.add(new DeliveryFailure(
                    Instant.now(), address, "sendgrid " + refusal.get().status()));
            return refusal.get();
        }
        boolean unanswered = sendGridTakesUnanswered;
        String mailId = request.findValue("porter-id").asText();
        Mail mail = store.add(id -> sendGridMail(id, address, request));
        arrived(new Arrival(mailId, request.at("/categories/0").asText(), "sendgrid", !unanswered, mail));
        return unanswered ? null : SendGridStandIn.answer(202, "", "X-Message-Id", "sg-" + mailId);
    }

    private static Mail sendGridMail(long id, String address, JsonNode request) {
        Map<String, String> parts = new LinkedHashMap<>();
        request.path("content")
                .forEach(part ->
                        parts.put(part.get("type").asText(), part.get("value").asText()));
        return new Mail(
                id,
                Instant.now(),
                request.at("/from/email").asText(),
                address,
                request.path("subject")
                        .asText(request.at("/personalizations/0/subject").asText()),
                parts.getOrDefault("text/plain", ""),
                parts.getOrDefault("text/html", ""),
                Map.of(),
                "");
    }

    private final class SmtpHost implements SmtpStandIn.Host {

        @Override
        public String reply(Stage stage, String address, int mails) {
            String reply = smtpFault.reply(stage, address, mails);
            if (reply == null && stage == Stage.RCPT && Addresses.isDead(address)) {
                reply = Addresses.refusal(address);
            }
            if (reply != null && stage != Stage.TAKEN) {
                refusals.add(new DeliveryFailure(Instant.now(), address, "smtp " + stage + " " + reply));
            }
            return reply;
        }

        @Override
        public void take(String address, byte[] message) throws IOException {
            try {
                TimeUnit.NANOSECONDS.sleep(smtpDelay.toNanos());
                boolean answered = smtpFault.reply(Stage.TAKEN, address, 0) == null;
                Mail mail = store.add(address, message);
                String id = header(mail, "Message-ID").replaceAll("^<|@.*$", "");
                String kind = header(mail, "Feedback-ID").split(":", 2)[0];
                arrived(new Arrival(id, kind, "smtp", answered, mail));
            } catch (MessagingException e) {
                throw new IOException("Not a mail", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The run is over", e);
            }
        }

        private static String header(Mail mail, String name) {
            return new ArrayList<>(mail.headers().getOrDefault(name, List.of(""))).get(0);
        }
    }
}
