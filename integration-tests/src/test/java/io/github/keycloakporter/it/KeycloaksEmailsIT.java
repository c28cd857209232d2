package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keycloak's own email template instead of Porter's: links are Keycloak's again, and Keycloak's endpoint runs their tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloaksEmailsIT {

    private static final String STOLEN = "Stolen-Horse-8!";

    private PorterStack stack;
    private Realm realm;

    @BeforeAll
    void start() {
        stack = PorterStack.start(1, plan -> plan.buildOption("spi-email-template--provider-default", "freemarker"));
        realm = stack.realm("keycloaks-emails", PorterStack.withNotices());
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void theAddressIsProven() {
        Person ada = realm.member("ada", false);
        Admin.require(realm.put(ada.address(), "/send-verify-email", null), "send-verify-email");
        Page confirm = ada.browser().open(link(ada.mailbox().next()));
        Page done = ada.browser().click(confirm, confirm.find("a[href*=action-token]"));
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(realm.isVerified(ada.address())).isTrue();
    }

    @Test
    void anAdministratorAsksForAPassword() {
        Person ben = realm.member("ben", true);
        Admin.require(realm.put(ben.address(), "/execute-actions-email", List.of("UPDATE_PASSWORD")), "actions");
        Page confirm = ben.browser().open(link(ben.mailbox().next()));
        Page password = ben.browser().click(confirm, confirm.find("a[href*=action-token]"));
        ben.setPassword(password, "Another-Horse-8!");
        assertThat(realm.app().directGrant(ben.address(), "Another-Horse-8!").status())
                .isEqualTo(200);
    }

    @Test
    void thePasswordIsReset() {
        Person cleo = realm.member("cleo", true);
        cleo.forget();
        Page password = cleo.browser().open(link(cleo.mailbox().next()));
        cleo.arrive(cleo.reset(password, "Another-Horse-8!"));
    }

    /** Keycloak's endpoint acts when a link is opened, and mail scanners open links. */
    @Test
    void aNoticeHasNoLink() {
        Person dora = realm.member("dora", true);
        realm.setPassword(dora.address(), STOLEN);
        Letter notice = dora.mailbox().next();
        assertThat(notice.subject()).isEqualTo("An administrator set your password");
        assertThat(notice.html() + notice.text()).doesNotContain("action-token");
        assertThat(notice.text()).contains("please contact us");
    }

    private static URI link(Letter letter) {
        String link = Jsoup.parse(letter.html()).select("a[href*=action-token]").attr("href");
        assertThat(link).as(letter.text()).contains("/login-actions/action-token?", "key=eyJ");
        return URI.create(link);
    }
}
