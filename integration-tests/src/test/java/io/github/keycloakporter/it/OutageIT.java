package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Parts that stop and come back. */
@OnPorter
class OutageIT {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final PorterStack stack;
    private final Realm realm;

    OutageIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void keycloakRestartsBetweenMailAndClick() {
        Person ada = realm.newcomer("ada");
        ada.register();
        Letter letter = ada.mailbox().next();
        Person ben = realm.newcomer("ben");
        ben.register();
        Letter other = ben.mailbox().next();

        stack.parts().keycloak().restart();

        Person phone = realm.somebody(ada.address());
        phone.openAndConfirm(letter.link());
        assertThat(realm.isVerified(ada.address())).isTrue();

        // the browser that asked is now one like any other: its session was in memory
        Page page = ben.browser().open(other.link());
        assertThat(realm.isVerified(ben.address())).isFalse();
        ben.confirm(page);
        assertThat(realm.isVerified(ben.address())).isTrue();
    }

    @Test
    void redisIsDownAndComesBack() {
        duringAnOutage(
                redis -> stack.parts().redis().stop(),
                redis -> stack.parts().redis().restart());
    }

    @Test
    void redisIsKilledAndComesBack() {
        duringAnOutage(
                redis -> stack.parts().redis().kill(),
                redis -> stack.parts().redis().restart());
    }

    @Test
    void redisHangsAndComesBack() {
        duringAnOutage(
                redis -> stack.parts().redis().freeze(),
                redis -> stack.parts().redis().thaw());
    }

    private void duringAnOutage(Consumer<PorterStack> down, Consumer<PorterStack> up) {
        Person cleo = realm.newcomer("cleo");
        Page waiting = cleo.register();
        Letter letter = cleo.mailbox().next();
        Person phone = realm.somebody(cleo.address());
        Page linkPage = phone.browser().open(letter.link());
        Person member = realm.member("member", true);
        App.Login login = realm.app().login();
        Browser browser = new Browser();
        Page loginPage = browser.open(login.url());

        down.accept(stack);
        try {
            assertUnavailable(new Browser().open(letter.link()));
            assertUnavailable(phone.confirm(linkPage));
            assertUnavailable(cleo.typeCode(waiting, letter.code()));
            assertUnavailable(cleo.resend(waiting));
            assertThat(realm.newcomer("dora").register().status()).isEqualTo(503);
            assertUnavailable(browser.submit(
                    loginPage,
                    loginPage.find("form#kc-form-login"),
                    java.util.Map.of("username", member.address(), "password", Realm.PASSWORD)));
            assertJson(login.exchange("00000000-0000-0000-0000-000000000000.a.b"));
        } finally {
            up.accept(stack);
        }

        await().atMost(ANSWER)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> new Browser().open(letter.link()).status() == 200);
        assertThat(realm.isVerified(cleo.address())).isFalse();
        assertThat(cleo.mailbox().size()).isEqualTo(1);
        phone.confirm(phone.browser().open(letter.link()));
        assertThat(realm.isVerified(cleo.address())).isTrue();
        assertThat(member.arrive(member.logIn(Realm.PASSWORD))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    private static void assertUnavailable(Page page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(503);
        assertThat(Integer.parseInt(page.header("Retry-After"))).isPositive();
        assertThat(page.header("Content-Type")).contains("text/html");
        assertThat(page.has("link[rel=stylesheet]")).as("themed").isTrue();
    }

    private static void assertJson(Rest.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.json().has("error")).isTrue();
    }
}
