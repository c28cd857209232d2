package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Register, open the link, log in. */
@OnPorter
class LinkIT {

    private final Realm realm;

    LinkIT(PorterStack stack) {
        realm = stack.shipped();
    }

    @Test
    void theBrowserThatAskedGoesOnAtOnce() {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.text()).contains(ada.address());
        assertThat(realm.isVerified(ada.address())).isFalse();

        Letter letter = ada.mailbox().next();
        Secrets.assertShortLink(letter);
        Page password = ada.browser().open(letter.link());

        assertThat(realm.isVerified(ada.address())).isTrue();
        JsonNode token = ada.arrive(ada.setPassword(password, Realm.PASSWORD));
        assertThat(token.get("email").asText()).isEqualTo(ada.address());
        assertThat(token.get("email_verified").asBoolean()).isTrue();
        assertThat(realm.events(ada.address())).contains("SEND_VERIFY_EMAIL", "VERIFY_EMAIL", "REGISTER", "LOGIN");
        assertThat(ada.mailbox().size()).isEqualTo(1);
        Secrets.assertNoTokenIn(ada.browser());
    }

    @Test
    void anotherBrowserIsShownAPageAndAButton() {
        Person ben = realm.newcomer("ben");
        Page waiting = ben.register();
        assertThat(ben.status(waiting).body()).contains("\"verified\":false");
        Letter letter = ben.mailbox().next();

        Person onThePhone = phoneOf(ben);
        Page page = onThePhone.browser().open(letter.link());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("b***@example.org", "Journey app").doesNotContain(ben.address());
        assertThat(page.document().select("form")).hasSize(1);
        assertThat(realm.isVerified(ben.address())).isFalse();

        Page password = onThePhone.confirm(page);
        assertThat(realm.isVerified(ben.address())).isTrue();
        Page done = onThePhone.setPassword(password, Realm.PASSWORD);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        Secrets.assertNoTokenIn(onThePhone.browser());
    }

    @Test
    void theWaitingTabFollowsToTheLogin() {
        Person cleo = realm.newcomer("cleo");
        Page waiting = cleo.register();
        Person onThePhone = phoneOf(cleo);
        onThePhone.setPassword(onThePhone.openAndConfirm(cleo.mailbox().next().link()), Realm.PASSWORD);

        assertThat(cleo.status(waiting).body()).contains("\"verified\":true");
        Page login = cleo.goOn(waiting);
        assertThat(login.isInApp()).isFalse();
        assertThat(cleo.arrive(cleo.enterPassword(login, Realm.PASSWORD))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theWaitingTabOfSomebodyWhoLoggedInGoesOnToTheApp() {
        Person dora = realm.member("dora", false);
        Page waiting = dora.logIn(Realm.PASSWORD);
        Person onThePhone = phoneOf(dora);
        Page verified = onThePhone.confirmKeeping(
                onThePhone.browser().open(dora.mailbox().next().link()), "password");
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.text()).containsIgnoringCase("verified");

        assertThat(dora.arrive(dora.goOn(waiting)).get("email_verified").asBoolean())
                .isTrue();
    }

    @Test
    void theStatusIsNobodyElsesBusiness() {
        Person eva = realm.newcomer("eva");
        Page waiting = eva.register();
        String status = waiting.find("[data-status-url]").absUrl("data-status-url");

        assertThat(new Browser().open(status).status()).isEqualTo(404);
        Person other = realm.newcomer("other");
        other.register();
        assertThat(other.browser().open(status).status()).isEqualTo(404);
    }

    @Test
    void goingOnTooEarlyShowsTheWaitingPageAndSendsNothing() {
        Person finn = realm.newcomer("finn");
        Page waiting = finn.register();
        finn.mailbox().next();

        Page again = finn.goOn(finn.goOn(waiting));
        assertThat(again.text()).contains(finn.address());
        assertThat(finn.mailbox().size()).isEqualTo(1);
        assertThat(realm.isVerified(finn.address())).isFalse();
    }

    @Test
    void aCopiedAddressIsWorthNothing() {
        Person gwen = realm.newcomer("gwen");
        gwen.register();
        Person onThePhone = phoneOf(gwen);
        Page password = onThePhone.openAndConfirm(gwen.mailbox().next().link());
        assertThat(password.has("form#kc-passwd-update-form")).isTrue();

        assertThat(onThePhone.browser().visited()).allSatisfy(url -> {
            Page copy = new Browser().open(url);
            assertThat(copy.isInApp() || copy.has("form#kc-passwd-update-form"))
                    .as(copy.toString())
                    .isFalse();
        });
    }

    @Test
    void whereSomebodyElseIsLoggedInTheLinkIsNotUsedUp() {
        Person host = realm.member("host", true);
        host.arrive(host.logIn(Realm.PASSWORD));
        Person guest = realm.member("guest", false);
        guest.logIn(Realm.PASSWORD);
        URI link = guest.mailbox().next().link();

        Page answer = host.openAndConfirm(link);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(host.address());
        assertThat(realm.isVerified(guest.address())).isFalse();

        phoneOf(guest).openAndConfirm(link);
        assertThat(realm.isVerified(guest.address())).isTrue();
    }

    @Test
    void pagesAndMailSpeakTheReadersLanguage() {
        Person hanna = realm.newcomer("hanna");
        hanna.browser().with("Accept-Language", "de");
        Page waiting = hanna.register();
        assertThat(waiting.document().selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(waiting.text()).contains("Wir haben eine E-Mail gesendet an");
        Letter letter = hanna.mailbox().next();
        assertThat(letter.subject()).contains("E-Mail-Adresse");

        Browser french = new Browser().with("Accept-Language", "fr");
        assertThat(french.open(letter.link()).document().selectFirst("html").attr("lang"))
                .as("the language of the email")
                .isEqualTo("de");
    }

    private Person phoneOf(Person person) {
        return realm.somebody(person.address());
    }
}
