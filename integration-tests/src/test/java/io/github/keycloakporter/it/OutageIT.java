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
import io.github.keycloakporter.localstack.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        RedisServer redis = stack.parts().redis();
        duringAnOutage(redis::stop, redis::restart).redeem();
    }

    @Test
    void redisIsKilledAndComesBack() {
        RedisServer redis = stack.parts().redis();
        duringAnOutage(redis::kill, redis::restart).redeem();
    }

    /**
     * The code is not redeemed here: a Redis that thaws carries out what nobody waits for any more. Then it is spent, which
     * is the safe side.
     */
    @Test
    void redisHangsAndComesBack() {
        RedisServer redis = stack.parts().redis();
        duringAnOutage(redis::freeze, redis::thaw);
    }

    @Test
    void refusedLoginsDoNotFillTheLog() throws IOException {
        await().atMost(ANSWER).until(() -> !limitsInProcess());
        Person member = realm.member("member", true);
        RedisServer redis = stack.parts().redis();
        Path log = stack.parts().keycloak().logFile();
        long before = Files.size(log);
        redis.stop();
        try {
            for (int i = 0; i < 10; i++) {
                Person other = realm.somebody(member.address());
                assertUnavailable(other.enterPassword(other.openLogin(), Realm.PASSWORD));
            }
        } finally {
            redis.restart();
            await().atMost(ANSWER).until(() -> !limitsInProcess());
        }

        byte[] all = Files.readAllBytes(log);
        List<String> added = new String(all, (int) before, all.length - (int) before, StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> warnings = added.stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> !line.contains("[org.keycloak.events]"))
                .toList();
        // the beginning of the outage, and a line each of Porter, of Keycloak and of the limits at most
        assertThat(warnings).hasSizeBetween(1, 4);
        assertThat(added).anyMatch(line -> line.contains("works (standalone) again after"));
    }

    /** A code that an app could not redeem during the outage. */
    private record Unredeemed(App.Login login, Page page) {

        void redeem() {
            login.redeem(page);
        }
    }

    private Unredeemed duringAnOutage(Runnable down, Runnable up) {
        // the outage before this one is over
        await().atMost(ANSWER).until(() -> !limitsInProcess());
        Person cleo = realm.newcomer("cleo");
        cleo.register();
        Letter letter = cleo.mailbox().next();
        // somebody whose link nobody needs afterwards: a Redis that hung carries out what it was sent
        Person elsa = realm.newcomer("elsa");
        Page hers = elsa.register();
        String code = elsa.mailbox().next().code();
        Person phone = realm.somebody(cleo.address());
        Page linkPage = phone.browser().open(letter.link());
        Person member = realm.member("member", true);
        Person other = realm.somebody(member.address());
        Page loginPage = other.openLogin();
        App.Login login = realm.app().login();
        Page withCode = realm.somebody(member.address()).logInTo(login, Realm.PASSWORD);

        down.run();
        try {
            Browser stranger = new Browser();
            Page english = stranger.open(letter.link());
            assertUnavailable(english);
            Page german = stranger.click(english, english.find(".porter-languages a[lang=de]"));
            assertUnavailable(german);
            assertThat(german.find("h1").text()).isNotEqualTo(english.find("h1").text());
            assertUnavailable(phone.confirm(linkPage));
            assertUnavailable(elsa.typeCode(hers, code));
            // the form's code was spent by the last one: the page is shown again. It needs the limits only, which go on
            Page again = elsa.resend(hers);
            assertThat(again.status()).as(again.toString()).isEqualTo(200);
            assertUnavailable(elsa.resend(again));
            assertThat(limitsInProcess()).isTrue();
            assertThat(realm.newcomer("dora").register().status()).isEqualTo(503);
            assertUnavailable(other.enterPassword(loginPage, Realm.PASSWORD));
            assertJson(login.exchange(withCode));
        } finally {
            up.run();
            await().atMost(ANSWER)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> new Browser().open(letter.link()).status() == 200);
        }

        assertThat(realm.isVerified(cleo.address())).isFalse();
        assertThat(cleo.mailbox().size()).isEqualTo(1);
        phone.confirm(phone.browser().open(letter.link()));
        assertThat(realm.isVerified(cleo.address())).isTrue();
        assertThat(member.arrive(member.logIn(Realm.PASSWORD))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
        return new Unredeemed(login, withCode);
    }

    private boolean limitsInProcess() {
        String figures = Rest.get(stack.parts()
                        .keycloak()
                        .managementUrl()
                        .resolve("/metrics")
                        .toString())
                .body();
        return figures.lines().anyMatch(line -> line.matches("porter_limits_fallback(\\{.*})? 1\\.0"));
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
