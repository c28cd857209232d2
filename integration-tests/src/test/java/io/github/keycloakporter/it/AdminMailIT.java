package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mails that an administrator sends: Keycloak's own buttons and REST calls go on working. */
@OnPorter
class AdminMailIT {

    private static final String FROM_THE_APP = "?client_id=" + App.CLIENT_ID;

    private final PorterStack stack;
    private final Realm realm;

    AdminMailIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void sendVerifyEmail() {
        Person ada = realm.member("ada", false);
        Admin.require(realm.put(ada.address(), "/send-verify-email" + FROM_THE_APP, null), "send-verify-email");
        Letter letter = ada.mailbox().next();
        Secrets.assertShortLink(letter);
        assertThat(letter.hasCode()).as("no browser waits for a code").isFalse();

        Page page = ada.browser().open(letter.link());
        assertThat(realm.isVerified(ada.address())).isFalse();
        Page done = ada.confirm(page);
        assertThat(done.status()).isEqualTo(200);
        assertThat(realm.isVerified(ada.address())).isTrue();
        Secrets.assertNoTokenIn(ada.browser());
    }

    @Test
    void executeActionsWithVerifyEmail() {
        Person ben = realm.member("ben", false);
        executeActions(realm, ben, "VERIFY_EMAIL");
        Letter letter = ben.mailbox().next();
        Secrets.assertShortLink(letter);

        Page page = ben.browser().open(letter.link());
        assertThat(realm.isVerified(ben.address())).isFalse();
        Page done = ben.confirm(page);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(realm.isVerified(ben.address())).isTrue();
        assertThat(ben.mailbox().size()).as("no second mail").isEqualTo(1);
        Secrets.assertNoTokenIn(ben.browser());
    }

    @Test
    void executeActionsWithVerifyEmailAndPassword() {
        Person cleo = realm.member("cleo", false);
        executeActions(realm, cleo, "VERIFY_EMAIL", "UPDATE_PASSWORD");
        Page password = cleo.openAndConfirm(cleo.mailbox().next().link());
        cleo.setPassword(password, "Another-Horse-8!");

        assertThat(realm.isVerified(cleo.address())).isTrue();
        Person again = realm.somebody(cleo.address());
        assertThat(again.arrive(again.logIn("Another-Horse-8!"))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void executeActionsWithoutVerifyEmailProvesNothing() {
        Person dora = realm.member("dora", false);
        executeActions(realm, dora, "UPDATE_PASSWORD");
        Page waiting = dora.openAndConfirm(dora.mailbox().next().link());
        assertThat(realm.isVerified(dora.address())).isFalse();

        // the realm asks for the proof as well, and before the password: it has a mail of its own
        Page password = dora.typeCode(waiting, dora.mailbox().next().code());
        assertThat(realm.isVerified(dora.address())).isTrue();
        dora.setPassword(password, "Another-Horse-8!");
        assertThat(realm.app().directGrant(dora.address(), "Another-Horse-8!").status())
                .isEqualTo(200);
    }

    @Test
    void executeActionsWithoutVerifyEmailProvesNothingWhereNoProofIsAskedFor() {
        Realm open = stack.realm("open", json -> json.put("verifyEmail", false));
        Person gwen = open.member("gwen", false);
        executeActions(open, gwen, "UPDATE_PASSWORD");
        Page password = gwen.openAndConfirm(gwen.mailbox().next().link());
        gwen.setPassword(password, "Another-Horse-8!");
        assertThat(open.isVerified(gwen.address())).isFalse();
        assertThat(open.app().directGrant(gwen.address(), "Another-Horse-8!").status())
                .isEqualTo(200);
    }

    @Test
    void theNewestMailOfAKindWins() {
        Person eva = realm.member("eva", false);
        executeActions(realm, eva, "VERIFY_EMAIL");
        Letter first = eva.mailbox().next();
        executeActions(realm, eva, "VERIFY_EMAIL");
        Letter second = eva.mailbox().next();

        assertThat(eva.browser().open(first.link()).status()).isEqualTo(410);
        eva.openAndConfirm(second.link());
        assertThat(realm.isVerified(eva.address())).isTrue();
    }

    @Test
    void anAdministratorWhoVerifiesByHandLetsTheWaitingTabGoOn() {
        Person finn = realm.member("finn", false);
        Page waiting = finn.logIn(Realm.PASSWORD);
        realm.change(finn.address(), Map.of("emailVerified", true, "requiredActions", List.of()));
        assertThat(finn.status(waiting).body()).contains("\"verified\":true");
        assertThat(finn.arrive(finn.goOn(waiting)).get("email_verified").asBoolean())
                .isTrue();
    }

    private static void executeActions(Realm realm, Person person, String... actions) {
        Admin.require(
                realm.put(person.address(), "/execute-actions-email" + FROM_THE_APP, List.of(actions)),
                "execute-actions-email");
    }
}
