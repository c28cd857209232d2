package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.outbox.AttemptResult;
import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn;
import io.github.keycloakporter.email.transport.sendgrid.SendGridTransportProviderFactory;
import io.github.keycloakporter.email.transport.smtp.FaultySmtpServer;
import io.github.keycloakporter.email.transport.smtp.SmtpTransportProviderFactory;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dispatcher with both transports, over real SMTP and real HTTP. */
class TransportFailoverTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final BatchSender batchSender = new BatchSender(
            new TransportGuards(
                    new CircuitBreakers(Duration.ofMinutes(5), meters),
                    Map.of("smtp", new Semaphore(4), "sendgrid", new Semaphore(4))),
            new RetryPolicy(Configs.QUICK, new Random(1), Clock.systemUTC()),
            new MailMetrics(meters, List.of("first", "second")),
            Clock.systemUTC());
    private final SendGridTransportProviderFactory sendGridFactory = new SendGridTransportProviderFactory();
    private final SmtpTransportProviderFactory smtpFactory = new SmtpTransportProviderFactory();
    private SendGridStandIn sendGridServer;
    private FaultySmtpServer smtpServer;
    private MailRoute sendGrid;
    private MailRoute smtp;

    @BeforeEach
    void start() throws IOException {
        sendGridServer = new SendGridStandIn();
        smtpServer = new FaultySmtpServer();
        sendGridFactory.init(MapScope.of("url", sendGridServer.url(), "apiKey", "SG.server"));
        smtpFactory.init(MapScope.of());
        MailRealm realm =
                MailRealm.with("from", "noreply@example.org", "host", "localhost", "port", "" + smtpServer.port());
        TransportSession session = new TransportSession();
        sendGrid =
                sendGridFactory.create(session.session()).route(realm.model()).orElseThrow();
        smtp = smtpFactory.create(session.session()).route(realm.model()).orElseThrow();
    }

    @AfterEach
    void stop() {
        sendGridFactory.close();
        smtpFactory.close();
        sendGridServer.close();
        smtpServer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 relay not permitted",
                "550 Sender verify failed",
                "550 turn on SMTP Authentication",
                "550 5.7.54 Unable to relay recipient in non-accepted domain"
            })
    void aRelayThatRefusesUsIsPassedOverAndSuppressesNobody(String reply) {
        smtpServer.always("RCPT", reply);
        AttemptResult outcome = carry(Mails.queued("a"), smtp, sendGrid);
        assertThat(outcome.status()).isEqualTo(MailStatus.SENT);
        assertThat(outcome.transport()).contains("sendgrid");
        assertThat(outcome.suppress()).isEmpty();
        assertThat(carry(Mails.queued("b"), smtp)).satisfies(alone -> {
            assertThat(alone.status()).isEqualTo(MailStatus.QUEUED);
            assertThat(alone.suppress()).isEmpty();
        });
    }

    @Test
    void aProxysAnswerInHtmlMeansTheNextTransport() {
        sendGridServer.always(
                request -> SendGridStandIn.answer(413, "<html><h1>413 Request Entity Too Large</h1></html>"));
        AttemptResult outcome = carry(Mails.queued("a"), sendGrid, smtp);
        assertThat(outcome.status()).isEqualTo(MailStatus.SENT);
        assertThat(outcome.transport()).contains("smtp");
        assertThat(smtpServer.messages()).hasSize(1);
    }

    @Test
    void tenMailsToADomainThatCannotBeResolvedHoldUpNoOther() {
        smtpServer.onRecipient("gone.example", "450 4.1.2 Recipient address rejected: Domain not found");
        for (int i = 0; i < 10; i++) {
            AttemptResult outcome = carry(Mails.queued("m" + i, "anna@gone.example"), smtp);
            assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
            assertThat(outcome.attempt()).as("really tried").isTrue();
        }
        assertThat(carry(Mails.queued("good", "ben@good.example"), smtp).status())
                .isEqualTo(MailStatus.SENT);
    }

    @Test
    void aSessionThatIsSpentCostsNoMail() {
        for (int i = 0; i < 10; i++) {
            if (i % 3 == 2) {
                smtpServer.once("MAIL", "452 4.5.3 Too many messages in this session");
            }
            assertThat(carry(Mails.queued("m" + i), smtp).status()).isEqualTo(MailStatus.SENT);
        }
        assertThat(smtpServer.messages()).hasSize(10);
    }

    private AttemptResult carry(QueuedMail mail, MailRoute... routes) {
        MailBatch batch = new MailBatch(
                "realm", "porter", Optional.of(Mails.SENDER), List.of(routes), List.of(mail), Mails.LEASE);
        return batchSender.carry(batch).get(mail);
    }
}
