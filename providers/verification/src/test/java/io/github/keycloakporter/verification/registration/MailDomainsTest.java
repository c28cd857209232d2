package io.github.keycloakporter.verification.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.LittleDns;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailDomainsTest {

    private LittleDns dns;
    private MailDomains domains;

    @BeforeEach
    void start() throws IOException {
        dns = new LittleDns();
        domains = new MailDomains(Optional.of(dns.url()));
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void aDomainWithAnExchangerTakesMail() throws IOException {
        dns.mx("example.org", 10, "mail.example.org");
        assertThat(domains.mayTakeMail("example.org")).isTrue();
    }

    @Test
    void anAddressIsEnough() {
        dns.address("four.example", LittleDns.A).address("six.example", LittleDns.AAAA);
        assertThat(domains.mayTakeMail("four.example")).isTrue();
        assertThat(domains.mayTakeMail("six.example")).isTrue();
    }

    @Test
    void whatTakesNoneIsRefused() throws IOException {
        dns.empty("empty.example").mx("null.example", 0, "").address("null.example", LittleDns.A);
        assertThat(domains.mayTakeMail("empty.example")).isFalse();
        assertThat(domains.mayTakeMail("missing.example")).isFalse();
        assertThat(domains.mayTakeMail("null.example")).isFalse();
    }

    @Test
    void anAnswerIsRemembered() throws IOException {
        dns.mx("example.org", 10, "mail.example.org");
        domains.mayTakeMail("example.org");
        int asked = dns.questions();
        domains.mayTakeMail("example.org");
        assertThat(dns.questions()).isEqualTo(asked);
    }

    @Test
    void aServerOutOfOrderLetsPassAndIsAskedAgain() {
        dns.failing("example.org");
        assertThat(domains.mayTakeMail("example.org")).isTrue();
        int asked = dns.questions();
        assertThat(domains.mayTakeMail("example.org")).isTrue();
        assertThat(dns.questions()).isGreaterThan(asked);
    }

    @Test
    void aSilentServerLetsPassInTime() {
        dns.silent("example.org");
        long start = System.nanoTime();
        assertThat(domains.mayTakeMail("example.org")).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(4));
    }

    @Test
    void whatIsNoHostIsNotAskedFor() {
        for (String domain : new String[] {"ldap://127.0.0.1/x", "a/b", "x'y.example", "", "a..b"}) {
            assertThat(domains.mayTakeMail(domain)).as(domain).isFalse();
        }
        assertThat(dns.questions()).isZero();
    }
}
