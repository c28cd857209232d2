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
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One mail by SendGrid, over real HTTP. */
class SendGridRouteTest {

    private final SendGridTransportProviderFactory factory = new SendGridTransportProviderFactory();
    private SendGridStandIn sendGrid;

    @BeforeEach
    void start() throws IOException {
        sendGrid = new SendGridStandIn();
        factory.init(MapScope.of("url", sendGrid.url(), "apiKey", "SG.server", "timeout", "500ms"));
    }

    @AfterEach
    void stop() {
        factory.close();
        sendGrid.close();
    }

    @Test
    void everythingThatMakesTheMail() {
        SenderIdentity sender = new SenderIdentity(
                "no-reply@porter.example",
                Optional.of("Pörter"),
                Optional.of("help@bücher.example"),
                Optional.of("Help"),
                Optional.of("bounces@porter.example"));
        MailMessage mail = Mails.mail("018f-42", sender, "anna@bücher.example", "Grüße ✉");

        assertThat(send(mail)).isEqualTo(new Accepted(Optional.of("sg-1")));

        JsonNode request = sendGrid.requests().get(0);
        assertThat(sendGrid.keys()).containsExactly("Bearer SG.server");
        assertThat(request.path("from").path("email").asText()).isEqualTo("no-reply@porter.example");
        assertThat(request.path("from").path("name").asText()).isEqualTo("Pörter");
        assertThat(request.path("reply_to").path("email").asText()).isEqualTo("help@xn--bcher-kva.example");
        assertThat(request.path("reply_to").path("name").asText()).isEqualTo("Help");
        assertThat(request.path("subject").asText()).isEqualTo("Grüße ✉");
        assertThat(request.path("content").findValuesAsText("type")).containsExactly("text/plain", "text/html");
        assertThat(request.path("content").findValuesAsText("value")).containsExactly(mail.text(), mail.html());
        JsonNode one = request.path("personalizations").path(0);
        assertThat(request.path("personalizations")).hasSize(1);
        assertThat(one.path("to").findValuesAsText("email")).containsExactly("anna@xn--bcher-kva.example");
        assertThat(one.path("headers").path("Message-ID").asText()).isEqualTo("<018f-42@porter.example>");
        assertThat(one.path("headers").path("Auto-Submitted").asText()).isEqualTo("auto-generated");
        assertThat(request.has("mail_settings")).isFalse();
    }

    @Test
    void sendGridLearnsOurIdAndTheKindAndNothingElse() {
        send(Mails.to("anna@example.org"));
        JsonNode request = sendGrid.requests().get(0);
        assertThat(request.path("categories")).hasToString("[\"verify-email\"]");
        assertThat(request.findPath("custom_args")).hasToString("{\"porter-id\":\"018f-1\"}");
        assertThat(request.path("personalizations").path(0).has("substitutions"))
                .isFalse();
    }

    @Test
    void nothingIsTracked() {
        send(Mails.to("anna@example.org"));
        JsonNode tracking = sendGrid.requests().get(0).path("tracking_settings");
        for (String kind : new String[] {"click_tracking", "open_tracking", "subscription_tracking", "ganalytics"}) {
            assertThat(tracking.path(kind).path("enable").isBoolean()).as(kind).isTrue();
            assertThat(tracking.path(kind).path("enable").asBoolean()).as(kind).isFalse();
        }
        assertThat(tracking.path("click_tracking").path("enable_text").asBoolean())
                .isFalse();
    }

    @Test
    void sandboxMode() {
        SendGridTransportProviderFactory sandbox = new SendGridTransportProviderFactory();
        sandbox.init(MapScope.of("url", sendGrid.url(), "apiKey", "SG.server", "sandboxMode", "true"));
        sendGrid.next(answer(200, ""));
        assertThat(deliver(sandbox, Mails.to("anna@example.org"))).isEqualTo(new Accepted(Optional.empty()));
        assertThat(sendGrid.requests()
                        .get(0)
                        .path("mail_settings")
                        .path("sandbox_mode")
                        .path("enable")
                        .asBoolean())
                .isTrue();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "free text", "<script>"})
    void acceptedWithoutAnId(String id) {
        sendGrid.next(id.isEmpty() ? answer(202, "") : answer(202, "", "X-Message-Id", id));
        assertThat(send(Mails.to("anna@example.org"))).isEqualTo(new Accepted(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 500, 502, 503, 302})
    void whatMayPassLater(int status) {
        sendGrid.next(answer(status, "{\"errors\":[{\"message\":\"anna@example.org\",\"field\":null}]}"));
        assertThat(code(send(Mails.to("anna@example.org")))).isEqualTo("sendgrid " + status);
    }

    @Test
    void tooManyCalls() {
        sendGrid.next(answer(429, "", "retry-after", "17"));
        assertThat(send(Mails.to("anna@example.org")))
                .isEqualTo(new Failed(
                        Fault.temporary(Party.ACCOUNT), "sendgrid 429", Optional.of(Duration.ofSeconds(17))));

        long reset = Instant.now().getEpochSecond() + 600;
        sendGrid.next(answer(429, "", "X-RateLimit-Reset", String.valueOf(reset)));
        assertThat(send(Mails.to("anna@example.org"))).isInstanceOfSatisfying(Failed.class, later -> {
            assertThat(later.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
        });

        sendGrid.next(answer(429, "", "X-RateLimit-Reset", "1"));
        assertThat(send(Mails.to("anna@example.org")))
                .isEqualTo(new Failed(Fault.temporary(Party.ACCOUNT), "sendgrid 429", Optional.of(Duration.ZERO)));
        sendGrid.next(answer(429, "", "Retry-After", "999999999"));
        assertThat(send(Mails.to("anna@example.org")))
                .isEqualTo(
                        new Failed(Fault.temporary(Party.ACCOUNT), "sendgrid 429", Optional.of(Duration.ofHours(1))));
        sendGrid.next(answer(429, ""));
        assertThat(code(send(Mails.to("anna@example.org")))).isEqualTo("sendgrid 429");
    }

    @Test
    void silence() {
        CountDownLatch end = new CountDownLatch(1);
        sendGrid.always(request -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        assertThat(code(send(Mails.to("anna@example.org")))).isEqualTo("sendgrid timeout");
        end.countDown();
    }

    @Test
    void hangingUpAndNobodyThere() {
        sendGrid.always(request -> null);
        assertThat(code(send(Mails.to("anna@example.org")))).isEqualTo("sendgrid dropped");
        sendGrid.close();
        assertThat(code(send(Mails.to("anna@example.org")))).isEqualTo("sendgrid connect");
    }

    @Test
    void addressesSendGridCannotTake() {
        assertThat(code(send(Mails.to("anna@")))).isEqualTo("sendgrid address");
        assertThat(code(send(Mails.to("jürgen@example.org")))).isEqualTo("sendgrid utf8");
        SenderIdentity nobody =
                new SenderIdentity("porter", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(code(send(Mails.mail("1", nobody, "anna@example.org", "Hello"))))
                .isEqualTo("sendgrid sender");
        assertThat(sendGrid.requests()).isEmpty();
    }

    @Test
    void connectionsAreKept() {
        for (int i = 0; i < 5; i++) {
            assertThat(send(Mails.to("anna@example.org"))).isInstanceOf(Accepted.class);
        }
        assertThat(sendGrid.connections()).isEqualTo(1);
    }

    @Test
    void theRealmsOwnKey() {
        TransportSession session = new TransportSession().secret("sg", "SG.realm");
        MailRealm own = MailRealm.with().attribute("porter.mail.sendgrid.api-key", "${vault.sg}");
        MailRoute route = factory.create(session.session()).route(own.model()).orElseThrow();
        session.close();
        assertThat(route.deliver(List.of(Mails.to("anna@example.org"))))
                .containsExactly(new Accepted(Optional.of("sg-1")));
        assertThat(sendGrid.keys()).containsExactly("Bearer SG.realm");
        assertThat(route.server()).matches("sendgrid:localhost:\\d+:[0-9a-f]{8}");
    }

    @Test
    void aNewKeyInTheVaultCountsForTheNextEmail() {
        MailRealm own = MailRealm.with().attribute("porter.mail.sendgrid.api-key", "${vault.sg}");
        for (String key : new String[] {"SG.old", "SG.new"}) {
            factory.create(new TransportSession().secret("sg", key).session())
                    .route(own.model())
                    .orElseThrow()
                    .deliver(List.of(Mails.to("anna@example.org")));
        }
        assertThat(sendGrid.keys()).containsExactly("Bearer SG.old", "Bearer SG.new");
    }

    @Test
    void aNewKeyInTheFileCountsForTheNextEmail(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(file, "SG.old\n");
        SendGridTransportProviderFactory rotated = new SendGridTransportProviderFactory();
        rotated.init(MapScope.of("url", sendGrid.url(), "apiKeyFile", file.toString()));
        deliver(rotated, Mails.to("anna@example.org"));
        Files.writeString(file, "SG.new\n");
        deliver(rotated, Mails.to("anna@example.org"));
        rotated.close();
        assertThat(sendGrid.keys()).containsExactly("Bearer SG.old", "Bearer SG.new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SG.in-the-open", "${vault.unknown}", "x${vault.sg}", "${vault.broken}"})
    void aRealmsKeyThatMayNotBeUsedIsNotReplacedByTheServers(String attribute) {
        TransportSession session =
                new TransportSession().secret("sg", "SG.realm").secret("broken", "a\r\nb: c");
        MailRealm realm = MailRealm.with().attribute("porter.mail.sendgrid.api-key", attribute);
        assertThat(factory.create(session.session()).route(realm.model())).isEmpty();
    }

    @Test
    void noRouteWithoutKeyOrSender() {
        SendGridTransportProviderFactory keyless = new SendGridTransportProviderFactory();
        keyless.init(MapScope.of("url", sendGrid.url()));
        TransportSession session = new TransportSession();
        assertThat(keyless.create(session.session()).route(MailRealm.with().model()))
                .isEmpty();
        assertThat(factory.create(session.session())
                        .route(MailRealm.with("from", null).model()))
                .isEmpty();
        assertThat(factory.create(session.session()).route(MailRealm.with().model()))
                .hasValueSatisfying(route -> {
                    assertThat(route.transport()).isEqualTo("sendgrid");
                    assertThat(route.batchSize()).isEqualTo(1000);
                });
        keyless.close();
    }

    private DeliveryResult send(MailMessage mail) {
        return deliver(factory, mail);
    }

    private static DeliveryResult deliver(SendGridTransportProviderFactory factory, MailMessage mail) {
        TransportSession session = new TransportSession();
        MailRoute route = factory.create(session.session())
                .route(MailRealm.with().model())
                .orElseThrow();
        session.close();
        return route.deliver(List.of(mail)).get(0);
    }
}
