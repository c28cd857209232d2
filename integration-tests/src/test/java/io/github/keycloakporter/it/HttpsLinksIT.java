package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Links as in production: https to the configured host only. The node is reached over plain http on this machine, as if from
 * a proxy whose headers it believes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsLinksIT {

    private static final String SITE = "https://id.example.org";

    private PorterStack stack;

    @BeforeAll
    void start() {
        stack = PorterStack.start(1, plan -> plan.option("spi-email-template--porter--links", "https")
                .option("hostname", SITE)
                .option("proxy-headers", "xforwarded")
                .option("proxy-trusted-addresses", "127.0.0.1")
                // the administrator's password of all tests
                .option("spi-config-check--server--allow-unsafe", "secret-example"));
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void whatIsUnsafeIsInTheLogOfAServerForProduction() throws IOException {
        onSite(stack.shipped().newcomer("eve")).register();

        List<String> log = Files.readAllLines(stack.parts().keycloak().logFile());
        assertThat(log)
                .anyMatch(line -> line.contains("WARN")
                        && line.contains("Unsafe, and allowed by --spi-config-check--server--allow-unsafe:"
                                + " [secret-example] --bootstrap-admin-password is a value from an example."))
                .anyMatch(line -> line.contains("WARN") && line.contains("[limit-off]"));
        assertThat(log.stream().filter(line -> line.contains("Realm porter: its configuration breaks the rules")))
                .singleElement()
                .asString()
                .contains("WARN")
                .contains("demo-client, sender-example")
                .contains("; scripts/check-config --realm porter says why, and how to fix it");
    }

    /** The password of somebody else is what one who steers links is after (CWE-640). */
    @ParameterizedTest
    @CsvSource({"Accept, text/html", "Host, evil.example", "X-Forwarded-Host, evil.example"})
    void noHeaderSteersALink(String header, String value) {
        Realm realm = stack.shipped();
        Person ada = onSite(realm.newcomer("ada"));
        ada.browser().with(header, value);
        assertThat(ada.register().status()).isEqualTo(200);
        Letter verification = ada.mailbox().next();
        assertLeadsHome(verification);
        Person phone = onSite(realm.somebody(ada.address()));
        phone.openAndConfirm(verification.link());
        assertThat(realm.isVerified(ada.address())).isTrue();

        Page login = ada.openLogin();
        Page form = ada.browser().click(login, login.find("a[href*=reset-credentials]"));
        ada.browser().submit(form, form.find("form#kc-reset-password-form"), Map.of("username", ada.address()));
        assertLeadsHome(ada.mailbox().next());
    }

    @Test
    void aLinkThatIsNotHttpsIsNotMailed() throws IOException {
        String plainHttp = stack.parts().baseUrl().toString();
        Realm realm = stack.realm(
                "plain", changed -> changed.withObject("/attributes").put("frontendUrl", plainHttp));
        Person ben = realm.newcomer("ben");

        Page told = ben.register();

        assertThat(told.status()).as(told.toString()).isEqualTo(503);
        assertThat(told.text()).contains("The mail could not be sent.");
        assertThat(told.has("#porter-verify"))
                .as("the waiting page, not an error page")
                .isTrue();
        assertThat(realm.admin().read("/plain/mails")).as("what was queued").isEmpty();
        assertThat(ben.mailbox().size()).isZero();
        assertThat(realm.events(ben.address())).contains("SEND_VERIFY_EMAIL_ERROR email_send_failed");
        assertThat(Files.readString(stack.parts().keycloak().logFile()))
                .contains("A mail was refused, because the link is not https")
                .contains("--spi-email-template--porter--links=any")
                .doesNotContain(ben.address());

        // the administrator mends the setting, and the page's button is enough
        realm.admin().put("/plain", Map.of("attributes", Map.of("frontendUrl", SITE)));
        Page waiting = onSite(ben).resend(told);
        assertThat(waiting.status()).as(waiting.toString()).isEqualTo(200);
        assertLeadsHome(ben.mailbox().next());
    }

    private void assertLeadsHome(Letter letter) {
        assertThat(letter.link().toString()).startsWith(SITE + "/realms/");
        assertThat(letter.html() + letter.text()).doesNotContain("evil.example", "localhost", "127.0.0.1");
    }

    private Person onSite(Person person) {
        person.browser().reaching(SITE, stack.parts().baseUrl());
        return person;
    }
}
