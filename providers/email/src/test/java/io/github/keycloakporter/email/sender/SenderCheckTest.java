package io.github.keycloakporter.email.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.mail.LittleDns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a domain says of its senders, at a real name server. */
class SenderCheckTest {

    private static final String KEY = "v=DKIM1; k=rsa; p=" + "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A".repeat(9);

    private LittleDns dns;

    @BeforeEach
    void start() throws IOException {
        dns = new LittleDns();
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    private void wellKept(String domain) {
        dns.txt(domain, "v=spf1 include:sendgrid.net -all")
                .txt("_dmarc." + domain, "v=DMARC1; p=quarantine")
                .txt("s1._domainkey." + domain, KEY);
    }

    @Test
    void aWellKeptDomain() {
        wellKept("acme.dev");
        assertThat(findings("acme.dev", null)).isEmpty();
    }

    @Test
    void aDomainWithoutAnything() {
        assertThat(findings("acme.dev", null)).containsExactly("sender-spf", "sender-dkim", "sender-dmarc");
        dns.txt("acme.dev", "google-site-verification=abc");
        assertThat(findings("acme.dev", null)).containsExactly("sender-spf", "sender-dkim", "sender-dmarc");
    }

    @Test
    void aSubdomainHasTheDmarcOfItsParent() {
        wellKept("mail.acme.dev");
        dns.txt("_dmarc.mail.acme.dev", "nothing").txt("_dmarc.acme.dev", "v=DMARC1; p=none");
        assertThat(findings("mail.acme.dev", null)).isEmpty();
    }

    @Test
    void anSpfRecordThatLetsEverybodySend() {
        wellKept("acme.dev");
        dns.txt("acme.dev", "v=spf1 a mx +all");
        assertThat(findings("acme.dev", null)).containsExactly("sender-spf");
    }

    @Test
    void theRealmNamesItsSelectors() {
        wellKept("acme.dev");
        assertThat(findings("acme.dev", "2026a, 2026b")).containsExactly("sender-dkim");
        dns.txt("2026b._domainkey.acme.dev", KEY);
        assertThat(findings("acme.dev", "2026a, 2026b")).isEmpty();
    }

    @Test
    void aNameServerThatFails() {
        dns.failing("acme.dev");
        assertThat(findings("acme.dev", null)).containsExactly("sender-dns");
    }

    private List<String> findings(String domain, String selectors) {
        List<Finding> found = new ArrayList<>();
        SenderCheck.dns(domain, selectors, Optional.of(dns.url()), found::add);
        return found.stream().map(Finding::id).toList();
    }
}
