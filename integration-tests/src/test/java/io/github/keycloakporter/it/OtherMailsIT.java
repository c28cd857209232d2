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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The other mails with a link in them: reset and new address. */
@OnPorter
class OtherMailsIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";

    private final PorterStack stack;
    private final Realm realm;

    OtherMailsIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void resetInTheBrowserThatAsked() {
        Person ada = realm.member("ada", true);
        assertThat(ada.forget().status()).isEqualTo(200);
        Letter letter = ada.mailbox().next();
        Secrets.assertShortLink(letter);
        assertThat(letter.text()).contains("1 hour");

        Page password = ada.browser().open(letter.link());
        ada.arrive(ada.reset(password, NEW_PASSWORD));
        assertThat(new Browser().open(letter.link()).status()).isEqualTo(410);
        Secrets.assertNoTokenIn(ada.browser());
    }

    @Test
    void resetInAnotherBrowser() {
        Person ben = realm.member("ben", true);
        ben.forget();
        Letter letter = ben.mailbox().next();
        Person phone = realm.somebody(ben.address());
        Page page = phone.browser().open(letter.link());
        assertThat(page.text()).contains("b***@example.org").doesNotContain(ben.address());
        phone.setPassword(phone.confirm(page), NEW_PASSWORD);

        Person again = realm.somebody(ben.address());
        again.arrive(again.logIn(NEW_PASSWORD));
        assertThat(new Browser().open(letter.link()).status()).isEqualTo(410);
        Secrets.assertNoTokenIn(phone.browser());
    }

    @Test
    void theNewestResetMailWins() {
        Realm forgetful = stack.realm("forgetful", PorterStack.limit("reset-password.address", "off"));
        Person cleo = forgetful.member("cleo", true);
        cleo.forget();
        Letter first = cleo.mailbox().next();
        cleo.forget();
        Letter second = cleo.mailbox().next();

        Page dead = new Browser().open(first.link());
        assertThat(dead.status()).isEqualTo(410);
        Person phone = forgetful.somebody(cleo.address());
        assertThat(phone.openAndConfirm(second.link()).has("form#kc-passwd-update-form"))
                .isTrue();
    }

    @Test
    void aNewPasswordKillsTheResetMail() {
        Person dora = realm.member("dora", true);
        dora.forget();
        Letter letter = dora.mailbox().next();
        realm.setPassword(dora.address(), NEW_PASSWORD);
        assertThat(new Browser().open(letter.link()).status()).isEqualTo(410);
    }

    @Test
    void aNewAddressIsProvenByItsLink() {
        Realm movable = stack.realm("movable", json -> PorterStack.requiredAction(json, "UPDATE_EMAIL")
                .put("enabled", true));
        Person eva = movable.member("eva", true);
        eva.arrive(eva.logIn(Realm.PASSWORD));
        String other = movable.freshAddress("eva.new");

        Page form = eva.browser().open(movable.app().action("UPDATE_EMAIL").url());
        eva.browser().submit(form, form.find("form:has(input[name=email])"), Map.of("email", other));
        Letter letter = movable.mailbox(other).next();
        Secrets.assertShortLink(letter);
        assertThat(movable.user(eva.address()).get("email").asText()).isEqualTo(eva.address());

        Person phone = movable.somebody(eva.address());
        phone.openAndConfirm(letter.link());
        JsonNode user = movable.user(other);
        assertThat(user.get("email").asText()).isEqualTo(other);
        assertThat(user.get("emailVerified").asBoolean()).isTrue();
        Secrets.assertNoTokenIn(phone.browser());
    }
}
