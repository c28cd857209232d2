package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One mailbox is one account, has one set of limits and one entry on the suppression list, however its address is spelled. */
@OnPorter
class SpellingsIT {

    private final PorterStack stack;
    private final Realm realm;

    SpellingsIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"{name}\"@example.org",
                "{name}@example\u3002org",
                "{name}@example\uFF0Eorg",
                "{name}@example\uFF61org",
                "{name}@\uFF45xample.org",
                "{NAME}@Example.ORG"
            })
    void aSignUpWithAnotherSpellingOpensNoSecondAccount(String spelling) {
        Person owner = realm.member("owner", true);
        String other = spelled(spelling, owner);
        int accounts = accounts();

        Page waiting = realm.somebody(other).register();

        assertThat(waiting.text()).contains("Check your inbox", owner.address());
        assertThat(owner.mailbox().next().subject()).isEqualTo("You already have an account");
        assertThat(accounts()).isEqualTo(accounts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{name}\"@example.org", "{name}@example\u3002org"})
    void aFreshAddressIsKeptInItsPlainSpelling(String spelling) {
        Person plain = realm.newcomer("plain");
        String other = spelled(spelling, plain);

        Page waiting = realm.somebody(other).register();

        assertThat(waiting.text()).contains("Check your inbox", plain.address());
        assertThat(plain.mailbox().next().hasCode()).isTrue();
        assertThat(realm.user(plain.address()).get("email").asText()).isEqualTo(plain.address());
    }

    @ParameterizedTest
    @CsvSource({
        "idn.one@b\u00fccher.example, idn.one@xn--bcher-kva.example",
        "idn.two@xn--bcher-kva.example, idn.two@b\u00fccher.example"
    })
    void bothFormsOfADomainAreOneAddress(String known, String typed) {
        realm.createUser(known, true);
        int accounts = accounts();
        assertThat(realm.somebody(typed).register().text()).contains("Check your inbox");
        assertThat(accounts()).isEqualTo(accounts);
        assertThat(realm.mailbox("idn." + known.substring(4, 7) + "@xn--bcher-kva.example")
                        .next()
                        .subject())
                .isEqualTo("You already have an account");
    }

    @Test
    void aChangeToAnotherSpellingOpensNoSecondAccount() {
        Person owner = realm.member("owner", true);
        Person curious = realm.newcomer("curious");
        Page waiting = curious.register();
        curious.mailbox().next();

        Page changed = curious.changeAddress(waiting, spelled("\"{name}\"@example\uFF61org", owner));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(owner.mailbox().next().subject()).isEqualTo("You already have an account");
        assertThat(realm.user(curious.address()).get("email").asText()).isEqualTo(curious.address());
    }

    @Test
    void whoeverLoggedInIsToldThatAnotherSpellingCannotBeUsed() {
        Person owner = realm.member("owner", true);
        Person member = realm.member("member", false);
        Page refused = member.changeAddress(member.logIn(Realm.PASSWORD), spelled("\"{name}\"@example.org", owner));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("cannot be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{name}\"@example.org", "{name}@example\u3002org"})
    void noFormOfTheAccountTakesAnotherSpelling(String spelling) {
        Realm movable = stack.realm("spelled-movable", json -> PorterStack.requiredAction(json, "UPDATE_EMAIL")
                .put("enabled", true));
        Person owner = movable.member("owner", true);
        Person member = movable.member("member", true);
        member.logIn(Realm.PASSWORD);
        for (Person spelled : List.of(owner, movable.newcomer("nobody"))) {
            Page form =
                    member.browser().open(movable.app().action("UPDATE_EMAIL").url());
            Page refused = member.browser()
                    .submit(
                            form,
                            form.find("form:has(input[name=email])"),
                            Map.of("email", spelled(spelling, spelled)));
            assertThat(refused.has("#input-error-email")).as(refused.toString()).isTrue();
        }
        assertThat(movable.user(member.address()).get("email").asText()).isEqualTo(member.address());
    }

    @Test
    void aResetForAnotherSpellingGoesToTheAccountAndCostsItsPermit() {
        Person owner = realm.member("owner", true);
        realm.somebody(spelled("\"{name}\"@example\u3002org", owner)).forget();
        assertThat(owner.mailbox().next().link()).isNotNull();
        for (String spelling :
                new String[] {"\"{name}\"@example.org", "{name}@example\uFF0Eorg", "{name}@example.org"}) {
            realm.somebody(spelled(spelling, owner)).forget();
        }
        Person last = realm.member("last", true);
        last.forget();
        last.mailbox().next();
        assertThat(owner.mailbox().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{name}\"@example.org", "{name}@example\u3002org"})
    void aSuppressedAddressGetsNoEmailUnderAnotherSpelling(String spelling) {
        Realm own = stack.realm("spelled-suppressed", json -> PorterStack.requiredAction(json, "VERIFY_EMAIL")
                .withObject("/config")
                .put("emailResendCooldownSeconds", "0"));
        Person bounced = own.newcomer("bounced");
        stack.parts().inbox().refuse(bounced.address());
        Page waiting = bounced.register();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> bounced.status(waiting).body().contains("undeliverable"));
        stack.parts().inbox().accept(bounced.address());

        // as an administrator may spell it
        String other = spelled(spelling, bounced);
        own.change(bounced.address(), Map.of("email", own.freshAddress("elsewhere")));
        own.createUser(other, false);
        Person again = own.somebody(other);
        Page told = again.logIn(Realm.PASSWORD);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> again.status(told).body().contains("undeliverable"));
        assertThat(bounced.mailbox().size()).isZero();
    }

    private int accounts() {
        return realm.admin().read("/" + realm.name() + "/users/count").asInt();
    }

    private static String spelled(String spelling, Person person) {
        String name = person.address().substring(0, person.address().indexOf('@'));
        return spelling.replace("{name}", name).replace("{NAME}", name.toUpperCase(Locale.ROOT));
    }
}
