package io.github.keycloakporter.email.transport.sendgrid;

import static io.github.keycloakporter.email.transport.Results.code;
import static io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many mails of one run in few calls, each to the letter, none seen by another. */
class SendGridBulkTest {

    private static final Accepted TAKEN = new Accepted(Optional.of("sg-1"));

    private final SendGridTransportProviderFactory factory = new SendGridTransportProviderFactory();
    private SendGridStandIn sendGrid;
    private MailRoute route;

    @BeforeEach
    void start() throws IOException {
        sendGrid = new SendGridStandIn();
        factory.init(MapScope.of("url", sendGrid.url(), "apiKey", "SG.server"));
        route = factory.create(new TransportSession().session())
                .route(MailRealm.with().model())
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        factory.close();
        sendGrid.close();
    }

    @Test
    void aThousandMailsAreOneCall() {
        List<MailMessage> mails = mails(0, 1000);
        assertThat(route.deliver(mails)).hasSize(1000).containsOnly(TAKEN);
        assertThat(sendGrid.requests()).hasSize(1);
        assertThat(arrived()).isEqualTo(expected(mails));
    }

    @Test
    void aRunOfMoreIsSlicedByItsBatchSize() {
        List<MailMessage> run = mails(0, 2500);
        for (int from = 0; from < run.size(); from += route.batchSize()) {
            List<MailMessage> slice = run.subList(from, Math.min(run.size(), from + route.batchSize()));
            assertThat(route.deliver(slice)).hasSize(slice.size()).containsOnly(TAKEN);
        }
        assertThat(sendGrid.requests()).hasSize(3);
        assertThat(sendGrid.requests().stream()
                        .map(request -> request.path("personalizations").size()))
                .containsExactly(1000, 1000, 500);
        assertThat(arrived()).isEqualTo(expected(run));
    }

    @Test
    void noRecipientSeesAnother() {
        route.deliver(mails(0, 50));
        JsonNode request = sendGrid.requests().get(0);
        Set<String> messageIds = new HashSet<>();
        for (JsonNode one : request.path("personalizations")) {
            assertThat(one.path("to")).hasSize(1);
            assertThat(one.has("cc") || one.has("bcc")).isFalse();
            assertThat(one.path("custom_args").size()).isEqualTo(1);
            messageIds.add(one.path("headers").path("Message-ID").asText());
            assertThat(one.path("headers").path("List-Unsubscribe").asText())
                    .contains(one.path("custom_args").path("porter-id").asText());
        }
        assertThat(messageIds).hasSize(50);
        assertThat(request.path("content").toString() + request.path("subject"))
                .doesNotContain("Anna")
                .doesNotContain("token");
    }

    @Test
    void mailsThatDoNotFoldGoAlone() {
        List<MailMessage> mails = new ArrayList<>(mails(0, 3));
        // "Reset" is her name and stands in the text as well
        mails.add(mail("x", "reset@example.org", "Reset", "/go/token-x"));
        mails.add(Mails.ofRun("y", "y@example.org", "Other subject", "text", "<p>html</p>", Map.of()));
        mails.add(mail("z", "z@example.org", "porterpart0", "/go/token-z"));
        mails.add(mail("big", "big@example.org", "b".repeat(10_000), "/go/token-big"));
        assertThat(route.deliver(mails)).hasSize(7).containsOnly(TAKEN);
        assertThat(arrived()).isEqualTo(expected(mails));
        assertThat(sendGrid.requests().get(0).path("personalizations")).hasSize(3);
        assertThat(sendGrid.requests()).hasSize(5);
    }

    @Test
    void namesThatNeedNoEscapingMakeOneMoreTemplateNotOneMoreCallEach() {
        List<MailMessage> mails = new ArrayList<>(mails(0, 5));
        for (int i = 0; i < 5; i++) {
            mails.add(mail("plain" + i, "plain" + i + "@example.org", "Anna" + i, "/go/token-p" + i));
        }
        assertThat(route.deliver(mails)).hasSize(10).containsOnly(TAKEN);
        assertThat(sendGrid.requests()).hasSize(2);
        assertThat(arrived()).isEqualTo(expected(mails));
    }

    @Test
    void theSameAddressTwiceGoesInTwoCalls() {
        List<MailMessage> mails = new ArrayList<>(mails(0, 5));
        mails.add(mail("again", "USER3@example.org", "Anna & Bob", "/go/token-again"));
        assertThat(route.deliver(mails)).hasSize(6).containsOnly(TAKEN);
        assertThat(sendGrid.requests().stream()
                        .map(request -> request.path("personalizations").size()))
                .containsExactly(5, 1);
        assertThat(arrived()).isEqualTo(expected(mails));
    }

    @Test
    void resultsStandInTheOrderOfTheMails() {
        List<MailMessage> mails = new ArrayList<>(mails(0, 4));
        mails.add(1, Mails.to("no address"));
        assertThat(route.deliver(mails))
                .containsExactly(
                        TAKEN, new Failed(Fault.permanent(Party.MAILBOX), "sendgrid address"), TAKEN, TAKEN, TAKEN);
    }

    @Test
    void theOneThatIsNamedDoesNotHoldUpTheOthers() {
        sendGrid.next(answer(
                400,
                "{\"errors\":[{\"message\":\"Does not contain a valid address.\",\"field\":"
                        + "\"personalizations.2.to.0.email\"},{\"field\":\"personalizations.4.headers\"}]}"));
        List<DeliveryResult> results = route.deliver(mails(0, 6));
        assertThat(results)
                .containsExactly(
                        TAKEN,
                        TAKEN,
                        new Failed(Fault.permanent(Party.MAILBOX), "sendgrid 400"),
                        TAKEN,
                        new Failed(Fault.permanent(Party.MESSAGE), "sendgrid 400"),
                        TAKEN);
        assertThat(sendGrid.requests()).hasSize(2);
    }

    @Test
    void theOneThatIsNotNamedIsFound() {
        sendGrid.always(request -> request.toString().contains("user37@")
                ? answer(400, "{\"errors\":[{\"message\":\"Bad request\",\"field\":null}]}")
                : answer(202, "", "X-Message-Id", "sg-1"));
        List<DeliveryResult> results = route.deliver(mails(0, 64));
        assertThat(code(results.get(37))).isEqualTo("sendgrid 400");
        assertThat(Collections.frequency(results, TAKEN)).isEqualTo(63);
        assertThat(sendGrid.requests()).hasSizeLessThanOrEqualTo(13);
    }

    @Test
    void whereAllAreRefusedItEndsSomeTime() {
        sendGrid.always(request -> answer(413, "{\"errors\":[{\"message\":\"Payload too large\",\"field\":null}]}"));
        List<DeliveryResult> results = route.deliver(mails(0, 1000));
        assertThat(results).hasSize(1000).doesNotContainNull();
        assertThat(results)
                .contains(
                        new Failed(Fault.permanent(Party.MESSAGE), "sendgrid 413"),
                        new Failed(Fault.temporary(Party.MESSAGE), "sendgrid 413"));
        assertThat(sendGrid.requests()).hasSizeLessThanOrEqualTo(66);
    }

    @Test
    void aProxyThatTakesLessThanSendGridGetsHalves() {
        sendGrid.always(request -> request.path("personalizations").size() > 10
                ? answer(413, "<html>413 Request Entity Too Large</html>")
                : answer(202, "", "X-Message-Id", "sg-1"));
        assertThat(route.deliver(mails(0, 30))).hasSize(30).containsOnly(TAKEN);
    }

    @Test
    void aSenderThatIsRefusedStopsTheCallWithoutLookingForABadMail() {
        sendGrid.always(request -> answer(400, "{\"errors\":[{\"message\":\"bad\",\"field\":\"from.email\"}]}"));
        assertThat(route.deliver(mails(0, 30)))
                .hasSize(30)
                .containsOnly(new Failed(Fault.temporary(Party.ACCOUNT), "sendgrid 400"));
        assertThat(sendGrid.requests()).hasSize(1);
    }

    @Test
    void whatStopsOneCallStopsThoseAfterIt() {
        List<MailMessage> mails = new ArrayList<>(mails(0, 3));
        mails.add(Mails.ofRun("y", "y@example.org", "Other", "text", "<p>html</p>", Map.of()));
        mails.add(Mails.ofRun("z", "z@example.org", "Another", "text", "<p>html</p>", Map.of()));
        sendGrid.next(answer(202, "", "X-Message-Id", "sg-1")).next(answer(503, ""));
        DeliveryResult down = new Failed(Fault.temporary(Party.TRANSPORT), "sendgrid 503");
        assertThat(route.deliver(mails)).containsExactly(TAKEN, TAKEN, TAKEN, down, down);
        assertThat(sendGrid.requests()).hasSize(2);
    }

    /** What each recipient reads, as SendGrid makes it: id of ours, address, subject and bodies. */
    private Map<String, List<String>> arrived() {
        Map<String, List<String>> arrived = new HashMap<>();
        for (JsonNode request : sendGrid.requests()) {
            for (JsonNode one : request.path("personalizations")) {
                List<String> parts = new ArrayList<>(List.of(
                        request.path("subject").asText(),
                        request.path("content").path(0).path("value").asText(),
                        request.path("content").path(1).path("value").asText()));
                one.path("substitutions")
                        .fields()
                        .forEachRemaining(substitution -> parts.replaceAll(part -> part.replace(
                                substitution.getKey(), substitution.getValue().asText())));
                parts.add(one.path("to").path(0).path("email").asText());
                assertThat(arrived.put(one.path("custom_args").path("porter-id").asText(), parts))
                        .as("sent once")
                        .isNull();
            }
        }
        return arrived;
    }

    private static Map<String, List<String>> expected(List<MailMessage> mails) {
        Map<String, List<String>> expected = new HashMap<>();
        mails.forEach(
                mail -> expected.put(mail.id(), List.of(mail.subject(), mail.text(), mail.html(), mail.recipient())));
        return expected;
    }

    private static List<MailMessage> mails(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> mail("id" + i, "user" + i + "@example.org", "Anna & Sön " + i, "/go/token-" + i))
                .toList();
    }

    private static MailMessage mail(String id, String recipient, String name, String path) {
        String escaped = name.replace("&", "&amp;");
        return Mails.ofRun(
                id,
                recipient,
                "Reset reminder, " + name,
                "Hello " + name + ",\nReset it at https://id.porter.example" + path + "\n",
                "<p>Hello " + escaped + ", <a href=\"https://id.porter.example" + path + "\">Reset it</a></p>",
                Map.of("name", name, "nameHtml", escaped, "path", path, "none", ""));
    }
}
