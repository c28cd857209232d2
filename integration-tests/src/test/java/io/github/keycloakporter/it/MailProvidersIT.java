package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn;
import io.github.keycloakporter.it.harness.MailProviders;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server whose mail goes out by SendGrid first and SMTP second, and to which SendGrid, SES and Mailgun report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailProvidersIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private MailProviders providers;
    private PorterStack stack;
    private Realm realm;

    @BeforeAll
    void start() throws Exception {
        providers = new MailProviders();
        stack = PorterStack.start(1, providers::configure);
        realm = stack.shipped();
    }

    @AfterAll
    void stop() {
        stack.close();
        providers.close();
    }

    @BeforeEach
    void sendGridWorks() {
        providers.sendGrid().always(mail -> SendGridStandIn.answer(202, "", "X-Message-Id", "sg-" + mailId(mail)));
    }

    @Test
    void sendGridGetsNothingPersonalBesideTheMail() {
        Person ada = realm.newcomer("ada");
        ada.register();
        JsonNode mail = sent(ada);
        assertThat(mail.at("/personalizations")).hasSize(1);
        JsonNode custom = mail.at("/personalizations/0/custom_args").isMissingNode()
                ? mail.get("custom_args")
                : mail.at("/personalizations/0/custom_args");
        assertThat(custom.fieldNames()).toIterable().containsExactly("porter-id");
        assertThat(mail.get("categories").get(0).asText()).isEqualTo("verify-email");
        assertThat(mail.at("/tracking_settings/click_tracking/enable").asBoolean(true))
                .isFalse();
        assertThat(mail.at("/tracking_settings/open_tracking/enable").asBoolean(true))
                .isFalse();
        assertThat(ada.mailbox().size()).as("by SMTP").isZero();
        JsonNode row = ledger(ada, "sent");
        assertThat(row.get("transport").asText()).isEqualTo("sendgrid");
        assertThat(row.get("providerMessageId").asText())
                .isEqualTo("sg-" + row.get("id").asText());
    }

    @Test
    void aRealmHasAnOrderOfItsOwn() {
        Realm direct =
                stack.realm("direct", file -> file.withObject("/attributes").put("porter.mail.transports", "smtp"));
        Person ida = direct.newcomer("ida");
        ida.register();
        ida.mailbox().next();
        assertThat(requests(ida)).isEmpty();
    }

    @Test
    void withSendGridDownNobodyNotices() {
        providers.sendGrid().always(mail -> SendGridStandIn.answer(503, ""));
        for (String who : List.of("b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8")) {
            Person ben = realm.newcomer(who);
            Page waiting = ben.register();
            ben.typeCode(waiting, ben.mailbox().next().code());
            assertThat(realm.isVerified(ben.address())).isTrue();
        }
        int asked = providers.sendGrid().requests().size();
        Person last = realm.newcomer("last");
        last.register();
        last.mailbox().next();
        assertThat(providers.sendGrid().requests().size() - asked)
                .as("calls while its circuit is open, or half open for a moment")
                .isLessThanOrEqualTo(1);
        assertThat(metrics())
                .contains("porter_mail_failovers_total{from=\"sendgrid\",to=\"smtp\"}")
                .containsPattern("porter_mail_circuit_open\\{server=\"sendgrid:[^\" ]+\"\\} (1|0\\.5)");

        providers.sendGrid().always(mail -> SendGridStandIn.answer(202, "", "X-Message-Id", "again"));
        // one good call beside a bad one opens the circuit again: it is over when the circuit is closed
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Person next = realm.newcomer("next");
                    next.register();
                    return ledger(next, "sent").get("transport").asText().equals("sendgrid")
                            && sendGridCircuitIsClosed();
                });
    }

    /** A proxy between us and SendGrid is no fault of the mail. */
    @Test
    void anAnswerOfAProxyMeansTheNextTransport() {
        providers
                .sendGrid()
                .always(mail -> SendGridStandIn.answer(413, "<html><h1>413 Request Entity Too Large</h1></html>"));
        Person hal = realm.newcomer("hal");
        Page waiting = hal.register();
        hal.typeCode(waiting, hal.mailbox().next().code());
        assertThat(ledger(hal, "sent").get("transport").asText()).isEqualTo("smtp");
    }

    @Test
    void aRelayThatRefusesUsSuppressesNobody() {
        Realm relayed = stack.realm(
                "relayed", file -> file.withObject("/attributes").put("porter.mail.transports", "smtp,sendgrid"));
        Person joy = relayed.newcomer("joy");
        stack.parts().inbox().refuse(joy.address(), "550 relay not permitted");
        joy.register();
        assertThat(ledger(relayed, joy, "sent").get("transport").asText()).isEqualTo("sendgrid");
        assertThat(relayed.admin().read("/relayed/mails/suppressions")).isEmpty();
    }

    @Test
    void sendGridReportsAreBelievedInAnyOrderAndOnce() throws Exception {
        Person cleo = realm.newcomer("cleo");
        cleo.register();
        String id = ledger(cleo, "sent").get("id").asText();
        Instant now = Instant.now();
        assertThat(providers.sendGridReports(realm, id, "delivered", now, "").status())
                .isEqualTo(204);
        assertThat(providers
                        .sendGridReports(realm, id, "deferred", now.minusSeconds(30), "")
                        .status())
                .isEqualTo(204);
        assertThat(ledger(cleo, "delivered").get("id").asText()).isEqualTo(id);
        assertThat(realm.events(cleo.address())).contains("SEND_VERIFY_EMAIL");
        assertThat(metrics())
                .containsPattern("porter_mail_total\\{kind=\"verify-email\",realm=\"porter\",status=\"delivered\",");
    }

    @Test
    void forgedReportsChangeNothingAndAreCounted() {
        Person dora = realm.newcomer("dora");
        dora.register();
        String id = ledger(dora, "sent").get("id").asText();
        String body = "[{\"event\":\"bounce\",\"timestamp\":1,\"sg_event_id\":\"e\",\"porter-id\":\"" + id + "\"}]";
        Rest.Answer answer =
                providers.sendGridPosts(realm, String.valueOf(Instant.now().getEpochSecond()), "MEUCIQDforged", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(ledger(dora, "sent").get("status").asText()).isEqualTo("sent");
        assertThat(metrics()).containsPattern("porter_mail_webhook_rejected_total\\{[^}]*provider=\"sendgrid\"");
    }

    @Test
    void aBounceStopsMailUntilAnAdminLiftsIt() throws Exception {
        Person eve = realm.member("eve", false);
        eve.logIn(Realm.PASSWORD);
        String id = ledger(eve, "sent").get("id").asText();
        providers.sendGridReports(realm, id, "bounce", Instant.now(), ",\"type\":\"bounce\",\"status\":\"5.1.1\"");
        ledger(eve, "bounced");

        int before = providers.sendGrid().requests().size();
        realm.put(eve.address(), "/send-verify-email", null);
        ledger(eve, "suppressed");
        assertThat(providers.sendGrid().requests()).hasSize(before);

        Rest.Answer lifted = realm.admin().delete("/" + realm.name() + "/mails/suppressions/" + eve.address());
        assertThat(lifted.status()).as(lifted.toString()).isEqualTo(204);
        realm.put(eve.address(), "/send-verify-email", null);
        await().atMost(SOON).until(() -> providers.sendGrid().requests().size() > before);
    }

    @Test
    void sesReportsByTheIdItGaveAndByOurs() throws Exception {
        Person finn = realm.newcomer("finn");
        finn.register();
        JsonNode row = ledger(finn, "sent");
        String message = "{\"eventType\":\"Delivery\",\"mail\":{\"timestamp\":\"" + Instant.now()
                + "\",\"messageId\":\"0100-ses\",\"tags\":{\"porter-id\":[\""
                + row.get("id").asText()
                + "\"]}},\"delivery\":{\"timestamp\":\"" + Instant.now() + "\",\"recipients\":[\"x@example.org\"]}}";
        Rest.Answer answer = providers.sesReports(realm, message);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(ledger(finn, "delivered").get("providerMessageId").asText()).isEqualTo("0100-ses");

        String complaint = "{\"notificationType\":\"Complaint\",\"mail\":{\"timestamp\":\"" + Instant.now()
                + "\",\"messageId\":\"0100-ses\"},\"complaint\":{\"timestamp\":\"" + Instant.now()
                + "\",\"feedbackId\":\"f\",\"complainedRecipients\":[{\"emailAddress\":\"x@example.org\"}]}}";
        assertThat(providers.sesReports(realm, complaint).status()).isEqualTo(204);
        ledger(finn, "complained");
    }

    @Test
    void mailgunReportsOnceForEachToken() throws Exception {
        Person gus = realm.newcomer("gus");
        gus.register();
        String id = ledger(gus, "sent").get("id").asText();
        String event = "{\"id\":\"" + UUID.randomUUID() + "\",\"event\":\"delivered\",\"timestamp\":"
                + Instant.now().getEpochSecond() + ".5,\"user-variables\":{\"porter-id\":\"" + id + "\"}}";
        String token = UUID.randomUUID().toString().replace("-", "");
        assertThat(providers.mailgunReports(realm, token, event).status()).isEqualTo(200);
        ledger(gus, "delivered");
        assertThat(providers.mailgunReports(realm, token, event).status()).isEqualTo(403);
    }

    private JsonNode sent(Person person) {
        await().atMost(SOON).until(() -> requests(person).size() > 0);
        return requests(person).get(0);
    }

    private List<JsonNode> requests(Person person) {
        return providers.sendGrid().requests().stream()
                .filter(mail ->
                        mail.at("/personalizations/0/to/0/email").asText().equals(person.address()))
                .toList();
    }

    /** The newest mail of the person, once it has that status. */
    private JsonNode ledger(Person person, String status) {
        return ledger(realm, person, status);
    }

    private static JsonNode ledger(Realm realm, Person person, String status) {
        String path = "/" + realm.name() + "/mails?userId="
                + realm.user(person.address()).get("id").asText();
        await().atMost(SOON).untilAsserted(() -> assertThat(realm.admin().read(path))
                .first()
                .satisfies(mail -> assertThat(mail.get("status").asText()).isEqualTo(status)));
        return realm.admin().read(path).get(0);
    }

    private static String mailId(JsonNode request) {
        return StreamSupport.stream(request.findValues("porter-id").spliterator(), false)
                .findFirst()
                .orElseThrow()
                .asText();
    }

    private boolean sendGridCircuitIsClosed() {
        return Pattern.compile("porter_mail_circuit_open\\{server=\"sendgrid:[^\" ]+\"\\} 0(\\.0)?\\s")
                .matcher(metrics())
                .find();
    }

    private String metrics() {
        URI url = stack.parts().keycloak().managementUrl().resolve("/metrics");
        return Rest.send(java.net.http.HttpRequest.newBuilder(url).GET()).body();
    }
}
