package io.github.keycloakporter.email.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNameTest {

    private final List<String> log = new ArrayList<>();
    private final RealmWarnings warnings = new RealmWarnings(log::add);

    @ParameterizedTest
    @CsvSource({
        "mx.shop.example, mail.example.com, https://id.shop.example, https://id.example.com/auth, mx.shop.example",
        ", [192.0.2.25], https://id.shop.example, https://id.example.com, [192.0.2.25]",
        ", , https://id.shop.example:8443/auth, https://id.example.com, id.shop.example",
        ", , , https://id.example.com/auth, id.example.com",
        ", , , id.bücher.example, id.xn--bcher-kva.example",
        ", , , localhost, porter.example",
        ", , , https://192.0.2.25, porter.example",
        ", , , 4f2a9c1d7b33, porter.example",
        ", , , , porter.example",
        "localhost, , , https://id.example.com, id.example.com",
    })
    void theMostSpecificNameThatIsOne(
            String attribute, String option, String frontend, String hostname, String expected) {
        MailRealm realm =
                MailRealm.with().attribute(ClientName.ATTRIBUTE, attribute).attribute("frontendUrl", frontend);
        ClientName name = new ClientName(Optional.ofNullable(option), Optional.ofNullable(hostname));
        assertThat(name.of(realm.model(), Mails.SENDER, warnings)).contains(expected);
    }

    @Test
    void aWrongAttributeIsNamed() {
        MailRealm realm = MailRealm.with().attribute(ClientName.ATTRIBUTE, "keycloak");
        new ClientName(Optional.empty(), Optional.empty()).of(realm.model(), Mails.SENDER, warnings);
        assertThat(log).singleElement().satisfies(line -> assertThat(line)
                .contains(ClientName.ATTRIBUTE, "mail.example.com"));
    }

    @Test
    void whereNothingIsAFullNameJavaDecides() {
        SenderIdentity local = new SenderIdentity(
                "porter@localhost", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(new ClientName(Optional.empty(), Optional.empty())
                        .of(MailRealm.with().model(), local, warnings))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "a.",
                ".a.b",
                "a..b",
                "-a.example",
                "a_b.example",
                "a b.example",
                "10.0.0.1",
                "[::1]"
            })
    void noName(String text) {
        assertThat(ClientName.isName(text)).isFalse();
    }

    /** In a container Java knows no other name than the container's id. */
    @Test
    void theServerHearsIt() throws Exception {
        try (FaultySmtpServer server = new FaultySmtpServer();
                SmtpSender sender = new SmtpSender("ehlo", "mail.example.com");
                SmtpSender silent = new SmtpSender()) {
            MailRealm realm = SmtpSender.realm(server.port());
            assertThat(SmtpSender.deliver(sender.route(realm), Mails.to("anna@example.org")))
                    .isInstanceOf(Accepted.class);
            assertThat(server.commands()).first().isEqualTo("EHLO mail.example.com");
            server.commands().clear();
            assertThat(SmtpSender.deliver(silent.route(realm), Mails.to("anna@example.org")))
                    .isInstanceOf(Accepted.class);
            assertThat(server.commands()).first().isEqualTo("EHLO porter.example");
        }
    }

    /** A large relay's rule, and what it costs: the next transport carries the mail. */
    @Test
    void aRelayThatRefusesTheNameRefusesOurSettings() throws Exception {
        try (FaultySmtpServer server = new FaultySmtpServer();
                SmtpSender sender = new SmtpSender()) {
            server.always("EHLO", "550 5.7.1 EHLO with a full name, please").always("HELO", "550 5.7.1 no");
            assertThat(SmtpSender.deliver(sender.route(SmtpSender.realm(server.port())), Mails.to("anna@example.org")))
                    .hasToString("Failed[fault=Fault[party=ACCOUNT, permanent=false], code=smtp 550 5.7.1,"
                            + " retryAfter=Optional.empty]");
        }
    }
}
