package io.github.keycloakporter.verification.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.LittleDns;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class AddressRulesTest {

    private LittleDns dns;
    private AddressRules rules;

    @BeforeEach
    void start() throws IOException {
        dns = new LittleDns();
        rules = new AddressRules(
                new DisposableDomains(Optional.empty(), System::nanoTime), new MailDomains(Optional.of(dns.url())));
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void syntaxAndLength() {
        assertThat(refusedBy("nonsense")).contains(Rule.ADDRESS_SYNTAX);
        assertThat(refusedBy("a@b@c")).contains(Rule.ADDRESS_SYNTAX);
        assertThat(refusedBy("a@" + "b".repeat(64) + ".org")).contains(Rule.ADDRESS_SYNTAX);
        assertThat(refusedBy(
                        "a".repeat(64) + "@" + "b".repeat(60) + "." + "c".repeat(62) + "." + "d".repeat(62) + ".org"))
                .as("255 octets")
                .contains(Rule.ADDRESS_SYNTAX);
        assertThat(refusedBy("ada@bücher.example")).isEmpty();
        assertThat(refusedBy("")).as("none was asked for").isEmpty();
    }

    @Test
    void disposableDomainsInEveryForm() {
        assertThat(refusedBy("x@mailinator.com")).contains(Rule.DISPOSABLE_DOMAINS);
        assertThat(refusedBy("x@Sub.Mailinator.COM")).contains(Rule.DISPOSABLE_DOMAINS);
        assertThat(refusedBy("x@ｍailinator.com")).as("wide letters").contains(Rule.DISPOSABLE_DOMAINS);
        assertThat(refusedBy("x@mailinator.com", Map.of("disposable-domains", "false")))
                .isEmpty();
    }

    @Test
    void theNameServerIsAskedWhereThatIsOn() throws IOException {
        dns.mx("xn--bcher-kva.example", 10, "mail.example.org");
        assertThat(refusedBy("x@missing.example")).isEmpty();
        assertThat(dns.questions()).isZero();
        Map<String, String> on = Map.of("mx-lookup", "true");
        assertThat(refusedBy("x@missing.example", on)).contains(Rule.MX_LOOKUP);
        assertThat(refusedBy("x@bücher.example", on)).isEmpty();
        assertThat(refusedBy("x@[192.0.2.1]", on)).isEmpty();
    }

    private Optional<Rule> refusedBy(String address) {
        return refusedBy(address, Map.of());
    }

    private Optional<Rule> refusedBy(String address, Map<String, String> config) {
        AuthenticatorConfigModel model = new AuthenticatorConfigModel();
        model.setConfig(config);
        return rules.refusal(GuardConfig.of(model), address).map(FormRejection::rule);
    }
}
