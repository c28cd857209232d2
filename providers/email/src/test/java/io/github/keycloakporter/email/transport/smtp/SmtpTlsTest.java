package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.Results.code;
import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.enums.HostnameVerificationPolicy;

/** When mails travel encrypted, and when they do not travel. */
class SmtpTlsTest {

    private static TestCertificate localhost;
    private static TestCertificate elsewhere;

    private FaultySmtpServer server;

    @BeforeAll
    static void certificates(@TempDir Path directory) throws Exception {
        localhost = TestCertificate.make(directory, "dns:localhost");
        elsewhere = TestCertificate.make(directory, "dns:elsewhere.example");
    }

    @BeforeEach
    void start() throws Exception {
        server = new FaultySmtpServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"true,", "true, opportunistic", "true, required", "false, required"})
    void starttlsWhereItIsOffered(String asked, String attribute) throws Exception {
        server.startTls(localhost.server());
        assertThat(send(realm(asked, attribute), localhost)).isInstanceOf(Accepted.class);
        assertThat(server.commands()).startsWith(server.commands().get(0), "STARTTLS");
        assertThat(server.messages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, required", "false, required", "true, requierd"})
    void strippedStarttlsSendsNothing(String asked, String attribute) throws Exception {
        server.offering("AUTH PLAIN");
        MailRealm realm = realm(asked, attribute).smtp("auth", "true", "user", "porter", "password", "secret");
        assertThat(code(send(realm, localhost))).isEqualTo("smtp starttls missing");
        assertThat(server.commands("AUTH")).isZero();
        assertThat(server.commands("MAIL")).isZero();
    }

    @Test
    void aServerThatKnowsOnlyHeloSendsNothingInClear() throws Exception {
        server.always("EHLO", "502 5.5.1 what?");
        assertThat(code(send(realm("true", "required"), localhost))).isEqualTo("smtp starttls missing");
        assertThat(server.commands("MAIL")).isZero();
    }

    @Test
    void theServerWideDefaultAndTheRealmThatKnowsBetter() throws Exception {
        assertThat(code(send(realm("true", null), localhost, "starttls", "required")))
                .isEqualTo("smtp starttls missing");
        assertThat(send(realm("true", "opportunistic"), localhost, "starttls", "required"))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void withoutStarttlsInClearWhereTheRealmWantsIt() throws Exception {
        server.startTls(localhost.server());
        assertThat(send(realm("false", null), localhost)).isInstanceOf(Accepted.class);
        assertThat(server.commands("STARTTLS")).isZero();
    }

    @Test
    void aCertificateForAnotherHostOrOfNobodyWeTrust() throws Exception {
        server.startTls(elsewhere.server());
        assertThat(code(send(realm("true", null), elsewhere))).isEqualTo("smtp tls");
        assertThat(code(send(realm("true", null), localhost))).isEqualTo("smtp tls");
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void tlsFromTheFirstByteWithAnyHostName() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.start();
        try (SmtpSender sender = new SmtpSender()) {
            MailRealm realm = SmtpSender.realm(mail.getSmtps().getPort()).smtp("ssl", "true");
            var keys = ((DummySSLServerSocketFactory) DummySSLServerSocketFactory.getDefault()).getKeyStore();
            // GreenMail's certificate names no host
            TransportSession strict = new TransportSession().trusting(keys, HostnameVerificationPolicy.DEFAULT);
            assertThat(code(deliver(sender.route(realm, strict), Mails.to("anna@example.org"))))
                    .isEqualTo("smtp tls");
            try (SmtpSender other = new SmtpSender()) {
                TransportSession any = new TransportSession().trusting(keys, HostnameVerificationPolicy.ANY);
                assertThat(deliver(other.route(realm, any), Mails.to("anna@example.org")))
                        .isInstanceOf(Accepted.class);
            }
            assertThat(mail.getReceivedMessages()).hasSize(1);
        } finally {
            mail.stop();
        }
    }

    private MailRealm realm(String starttls, String attribute) {
        MailRealm realm = SmtpSender.realm(server.port()).smtp("starttls", starttls);
        return attribute == null ? realm : realm.attribute("porter.mail.smtp.starttls", attribute);
    }

    private static DeliveryResult send(MailRealm realm, TestCertificate trusted, String... options) throws Exception {
        try (SmtpSender sender = new SmtpSender(options)) {
            TransportSession session =
                    new TransportSession().trusting(trusted.trust(), HostnameVerificationPolicy.DEFAULT);
            return deliver(sender.route(realm, session), Mails.to("anna@example.org"));
        }
    }
}
