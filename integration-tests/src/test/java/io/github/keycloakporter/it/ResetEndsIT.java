package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the old password opened is closed with the new one, and nothing else opens on the way. */
@OnPorter
class ResetEndsIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";

    private final PorterStack stack;
    private final Realm realm;

    ResetEndsIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void theMailboxSetsThePasswordAndThePasswordLogsIn() {
        Person ada = realm.member("ada", true);
        ada.forget();
        Page next = ada.setPassword(ada.browser().open(ada.mailbox().next().link()), NEW_PASSWORD);
        assertThat(next.isInApp()).isFalse();
        assertThat(next.text()).contains("Your password has been changed");
        assertThat(next.find("input[name=username]").val()).isEqualTo(ada.address());
        ada.arrive(ada.enterPassword(next, NEW_PASSWORD));
    }

    @Test
    void allOtherSessionsEnd() {
        Person ben = realm.member("ben", true);
        String refresh =
                ben.tokens(ben.logIn(Realm.PASSWORD)).get("refresh_token").asText();
        Person abroad = realm.somebody(ben.address());
        App.Login away = realm.app().offline();
        String offline = away.exchange(abroad.logInTo(away, Realm.PASSWORD))
                .json()
                .get("refresh_token")
                .asText();
        offline = renewed(realm, offline);

        Person phone = realm.somebody(ben.address());
        phone.forget();
        phone.reset(phone.browser().open(ben.mailbox().next().link()), NEW_PASSWORD);
        assertThat(realm.app().refresh(refresh).status()).isEqualTo(400);
        assertThat(realm.app().refresh(offline).status()).isEqualTo(400);
        assertThat(ben.logIn(NEW_PASSWORD).isInApp()).isTrue();
    }

    @Test
    void aRealmMayLeaveSessionsAlone() {
        Realm lenient = stack.realm("lenient", json -> PorterStack.requiredAction(json, "UPDATE_PASSWORD")
                .withObject("/config")
                .put("end-sessions", "false")
                .put("end-offline-sessions", "false"));
        Person cleo = lenient.member("cleo", true);
        String refresh =
                cleo.tokens(cleo.logIn(Realm.PASSWORD)).get("refresh_token").asText();
        Person phone = lenient.somebody(cleo.address());
        phone.forget();
        phone.reset(phone.browser().open(cleo.mailbox().next().link()), NEW_PASSWORD);
        renewed(lenient, refresh);
    }

    /** Whoever changes it in the account stays logged in there, and nowhere else. */
    @Test
    void aChangeInTheAccountEndsTheOthersAlike() {
        Person dora = realm.member("dora", true);
        dora.arrive(dora.logIn(Realm.PASSWORD));
        Person lost = realm.somebody(dora.address());
        String refresh =
                lost.tokens(lost.logIn(Realm.PASSWORD)).get("refresh_token").asText();

        Page form = dora.browser().open(realm.app().action("UPDATE_PASSWORD").url());
        assertThat(dora.setPassword(form, NEW_PASSWORD).isInApp()).isTrue();
        assertThat(realm.app().refresh(refresh).status()).isEqualTo(400);
        assertThat(dora.openLogin().isInApp()).as("still logged in here").isTrue();
    }

    /** The thief knows the old password and is half way in. */
    @Test
    void aHalfFinishedLogInStartsOver() {
        Person eva = realm.member("eva", true);
        realm.change(eva.address(), Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        Person thief = realm.somebody(eva.address());
        Page profile = thief.logIn(Realm.PASSWORD);
        assertThat(profile.has("form#kc-update-profile-form"))
                .as(profile.toString())
                .isTrue();

        realm.change(eva.address(), Map.of("requiredActions", List.of()));
        eva.forget();
        eva.reset(eva.browser().open(eva.mailbox().next().link()), NEW_PASSWORD);

        Page next = thief.browser().submit(profile, profile.find("form#kc-update-profile-form"), Map.of());
        assertThat(next.isInApp()).as(next.toString()).isFalse();
        assertThat(next.has("form#kc-form-login")).as(next.toString()).isTrue();
        assertThat(thief.enterPassword(next, Realm.PASSWORD).isInApp()).isFalse();
    }

    @Test
    void everyOtherLinkDies() {
        Person finn = realm.member("finn", true);
        Admin.require(realm.put(finn.address(), "/execute-actions-email", List.of("UPDATE_PROFILE")), "mailing");
        Letter admins = finn.mailbox().next();
        finn.forget();
        finn.reset(finn.browser().open(finn.mailbox().next().link()), NEW_PASSWORD);
        Page dead = new Browser().open(admins.link());
        assertThat(dead.status()).isEqualTo(410);
    }

    /** Somebody's wrong guesses lock the log-in, not the owner out. */
    @Test
    void wrongGuessesAreForgotten() {
        Realm guarded = stack.realm("locking", json -> json.put("failureFactor", 2));
        Person gus = guarded.member("gus", true);
        guarded.lock(gus.address(), 2);
        assertThat(guarded.somebody(gus.address()).logIn(Realm.PASSWORD).isInApp())
                .as("locked")
                .isFalse();
        gus.forget();
        gus.arrive(gus.reset(gus.browser().open(gus.mailbox().next().link()), NEW_PASSWORD));
    }

    @Test
    void anUnprovenAddressIsProven() {
        Person hal = realm.member("hal", false);
        hal.forget();
        hal.arrive(hal.reset(hal.browser().open(hal.mailbox().next().link()), NEW_PASSWORD));
        assertThat(realm.isVerified(hal.address())).isTrue();
        assertThat(realm.events(hal.address())).contains("VERIFY_EMAIL");
    }

    /** A password that a stranger set beforehand does not become one of a proven account, not for a moment. */
    @Test
    void aPasswordSetBeforehandDiesWithTheClick() {
        Person ida = realm.member("ida", false);
        Person stranger = realm.somebody(ida.address());
        Page gate = stranger.logIn(Realm.PASSWORD);
        assertThat(gate.has("#porter-verify")).as(gate.toString()).isTrue();
        ida.mailbox().next();

        ida.forget();
        Page password = ida.browser().open(ida.mailbox().next().link());
        assertThat(password.has("form#kc-passwd-update-form"))
                .as(password.toString())
                .isTrue();
        assertThat(realm.somebody(ida.address()).logIn(Realm.PASSWORD).isInApp())
                .isFalse();
        assertThat(stranger.goOn(gate).isInApp()).isFalse();
        ida.arrive(ida.reset(password, NEW_PASSWORD));
        assertThat(stranger.goOn(gate).isInApp()).isFalse();
    }

    @Test
    void oneLinkInTwoBrowsersSetsOnePassword() throws Exception {
        Person jo = realm.member("jo", true);
        jo.forget();
        URI link = jo.mailbox().next().link();
        List<Person> two = List.of(realm.somebody(jo.address()), realm.somebody(jo.address()));
        List<Page> pages = two.stream().map(one -> one.browser().open(link)).toList();

        ExecutorService hands = Executors.newFixedThreadPool(2);
        try {
            Future<Page> left = hands.submit(() -> two.get(0).confirm(pages.get(0)));
            Future<Page> right = hands.submit(() -> two.get(1).confirm(pages.get(1)));
            assertThat(List.of(left.get(), right.get()))
                    .filteredOn(page -> page.has("form#kc-passwd-update-form"))
                    .hasSize(1);
            assertThat(List.of(left.get(), right.get()))
                    .filteredOn(page -> page.status() == 410)
                    .hasSize(1);
        } finally {
            hands.shutdown();
        }
    }

    @Test
    void theMailSaysWhenAndFromWhichApp() {
        Person kim = realm.member("kim", true);
        kim.forget();
        Letter letter = kim.mailbox().next();
        assertThat(letter.text())
                .containsPattern("When: [A-Z][a-z]+ \\d+, " + Year.now(ZoneOffset.UTC) + ", .* UTC")
                .contains("App: Journey app");
        assertThat(letter.html()).contains("Journey app");
        assertThat(letter.text()).doesNotContain("Network");

        Realm telling = stack.realm(
                "telling", json -> SecondFactorIT.option(json, "porter reset mail", "tell-network", "true"));
        Person lee = telling.member("lee", true);
        lee.forget();
        assertThat(lee.mailbox().next().text()).contains("Network: 127.0.0.0/24");
    }

    /** Another site can send a form, but has neither the cookies nor the code of the session. */
    @Test
    void anotherSiteSetsNoPassword() {
        Person max = realm.member("max", true);
        max.forget();
        Page form = max.browser().open(max.mailbox().next().link());
        String action = form.find("form#kc-passwd-update-form").absUrl("action");
        Map<String, String> fields = Map.of("password-new", "Evil-Horse-66!!", "password-confirm", "Evil-Horse-66!!");

        Page withoutCookies = new Browser().post(URI.create(action), fields);
        assertThat(withoutCookies.isInApp()).isFalse();
        Page withoutCode = max.browser().post(URI.create(action.replaceAll("session_code=[^&]*", "")), fields);
        assertThat(withoutCode.isInApp()).isFalse();
        assertThat(realm.app().directGrant(max.address(), "Evil-Horse-66!!").status())
                .isNotEqualTo(200);
        max.arrive(max.reset(max.browser().open(form.url()), NEW_PASSWORD));
    }

    private static String renewed(Realm realm, String refreshToken) {
        JsonNode tokens =
                Admin.require(realm.app().refresh(refreshToken), "refreshing").json();
        return tokens.get("refresh_token").asText();
    }
}
