package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Mailbox;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import org.junit.jupiter.api.Test;

/** 'Wrong address? Change it.' */
@OnPorter
class ChangedAddressIT {

    private static final int CHANGES_AN_HOUR = 5;

    private final PorterStack stack;
    private final Realm realm;

    ChangedAddressIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void theNewAddressGetsAMailAtOnceAndTheOldOneIsDead() {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        Letter old = ada.mailbox().next();
        String right = realm.freshAddress("right");

        waiting = ada.changeAddress(waiting, right);
        assertThat(waiting.status()).as(waiting.toString()).isEqualTo(200);
        assertThat(waiting.text()).contains(right);
        Letter fresh = realm.mailbox(right).next();

        Page dead = realm.newcomer("stranger").browser().open(old.link());
        assertThat(dead.status()).isEqualTo(410);
        if (!old.code().equals(fresh.code())) {
            waiting = ada.typeCode(waiting, old.code());
            assertThat(waiting.status()).isEqualTo(400);
        }

        Page password = ada.typeCode(waiting, fresh.code());
        assertThat(ada.arrive(ada.setPassword(password, Realm.PASSWORD))
                        .get("email")
                        .asText())
                .isEqualTo(right);
        assertThat(realm.user(right).get("emailVerified").asBoolean()).isTrue();
        assertThat(realm.events(right)).contains("UPDATE_EMAIL");
    }

    @Test
    void theLinkToTheNewAddressWorksInAnotherBrowser() {
        Person ben = realm.newcomer("ben");
        String right = realm.freshAddress("right");
        ben.changeAddress(ben.register(), right);

        realm.somebody(right).openAndConfirm(realm.mailbox(right).next().link());
        assertThat(realm.isVerified(right)).isTrue();
    }

    @Test
    void anInvalidAddressIsRefusedAndKept() {
        Person cleo = realm.newcomer("cleo");
        Page waiting = cleo.register();
        Letter letter = cleo.mailbox().next();

        Page answer = cleo.changeAddress(waiting, "not-an-address");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.find("form input[name=email]").val()).isEqualTo("not-an-address");
        answer = cleo.changeAddress(answer, "");
        assertThat(answer.status()).isEqualTo(400);
        answer = cleo.changeAddress(answer, cleo.address());
        assertThat(answer.status()).isEqualTo(400);
        answer = cleo.changeAddress(answer, "a@" + "\u00fc".repeat(5_000) + ".org");
        assertThat(answer.status()).isEqualTo(400);

        cleo.typeCode(answer, letter.code());
        assertThat(realm.isVerified(cleo.address())).isTrue();
    }

    /** Or whoever may not register with one would do it in two steps. */
    @Test
    void whatTheFormRefusesIsRefusedHereToo() {
        Person eve = realm.newcomer("eve");
        Page waiting = eve.register();
        Page answer = eve.changeAddress(waiting, "eve@mailinator.com");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("throw-away");
        assertThat(answer.find("form input[name=email]").val()).isEqualTo("eve@mailinator.com");

        Realm lenient =
                stack.realm("lenient-change", json -> RegistrationIT.guard(json, "disposable-domains", "false"));
        Person finn = lenient.newcomer("finn");
        answer = finn.changeAddress(
                finn.register(), lenient.freshAddress("finn").replace("example.org", "mailinator.com"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    @Test
    void somebodyElsesAddressIsRefused() {
        Realm telling =
                stack.realm("tells-of-accounts", json -> RegistrationIT.guard(json, "existing-account", "stock"));
        Person owner = telling.member("owner", true);
        Person dora = telling.newcomer("dora");
        Page waiting = dora.register();
        dora.mailbox().next();

        Page answer = dora.changeAddress(waiting, owner.address());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(owner.mailbox().size()).isZero();
        assertThat(telling.user(dora.address()).get("email").asText()).isEqualTo(dora.address());
    }

    @Test
    void changesAreLimited() {
        // the mail before and those after the changes are one more than a user gets in an hour
        Realm restless = stack.realm(
                "restless", json -> json.withObject("/attributes").put("porter.limit.verify-email.user", "off"));
        Person eva = restless.newcomer("eva");
        Page waiting = eva.register();
        for (int i = 0; i < CHANGES_AN_HOUR; i++) {
            waiting = eva.changeAddress(waiting, restless.freshAddress("typo"));
            assertThat(waiting.status()).isEqualTo(200);
        }
        String last = restless.freshAddress("last");
        Page limited = eva.changeAddress(waiting, last);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).isNotEmpty();
        assertThat(new Mailbox(stack.parts().inbox().store(), last).size()).isZero();
    }

    @Test
    void aRealmCanSwitchItOff() {
        Realm strict = stack.realm("strict", ChangedAddressIT::withoutChange);
        Person finn = strict.newcomer("finn");
        Page waiting = finn.register();
        assertThat(waiting.has("[name=porter_action][value=change]")).isFalse();

        Page forced = finn.browser()
                .submit(
                        waiting,
                        waiting.find("form:has(input[name=code])"),
                        java.util.Map.of("porter_action", "change", "email", strict.freshAddress("other")));
        assertThat(forced.text()).contains(finn.address());
        assertThat(strict.user(finn.address()).get("email").asText()).isEqualTo(finn.address());
    }

    private static void withoutChange(ObjectNode realm) {
        PorterStack.requiredAction(realm, "VERIFY_EMAIL").withObject("/config").put("changeAddress", "false");
    }
}
