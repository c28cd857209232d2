package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Mailbox;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Totp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 'This was not me': what the owner's press does to an intruder, and what nothing else does. */
@OnPorter
class NotMeIT {

    private static final String STOLEN = "Stolen-Horse-8!";
    private static final String FRESH = "Fresh-Horse-9!";

    private final PorterStack stack;
    private final Realm realm;

    NotMeIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("disputed", PorterStack.withNotices().andThen(json -> {
            PorterStack.requiredAction(json, "UPDATE_EMAIL").put("enabled", true);
            // wrong passwords are tried in no time
            json.put("bruteForceProtected", false);
        }));
    }

    @Test
    void lookingChangesNothing() {
        Person ada = realm.member("ada", true);
        realm.setPassword(ada.address(), STOLEN);
        URI link = ada.mailbox().next().link();
        Browser scanner = new Browser();
        for (int i = 0; i < 3; i++) {
            assertThat(scanner.head(link).status()).isEqualTo(200);
            assertThat(scanner.open(link).status()).isEqualTo(200);
        }
        assertThat(scanner.open(link).text()).contains("the password stops working at once", "a***@example.org");
        assertThat(realm.app().directGrant(ada.address(), STOLEN).status()).isEqualTo(200);
    }

    @Test
    void aPressOfAnotherSiteChangesNothing() {
        Person ben = realm.member("ben", true);
        realm.setPassword(ben.address(), STOLEN);
        URI link = ben.mailbox().next().link();
        String proof = new Browser().open(link).find("input[name=proof]").val();
        Page refused = new Browser().post(link, Map.of("proof", proof));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(realm.app().directGrant(ben.address(), STOLEN).status()).isEqualTo(200);
    }

    @Test
    void thePressThrowsTheIntruderOut() {
        Person cleo = realm.member("cleo", true);
        realm.setPassword(cleo.address(), STOLEN);
        URI link = cleo.mailbox().next().link();
        Person intruder = realm.somebody(cleo.address());
        intruder.arrive(intruder.logIn(STOLEN));
        assertThat(intruder.openLogin().isInApp()).isTrue();
        Page form =
                intruder.browser().open(realm.app().action("UPDATE_PASSWORD").url());

        Page done = realm.somebody(cleo.address()).openAndConfirm(link);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(done.text()).contains("Your account is secured", "c***@example.org");

        assertThat(intruder.openLogin().isInApp()).as("the session ended").isFalse();
        intruder.setPassword(form, "Kept-Open-Horse-7!");
        assertThat(realm.app().directGrant(cleo.address(), "Kept-Open-Horse-7!").status())
                .as("a form that was open before")
                .isNotEqualTo(200);
        assertThat(realm.app().directGrant(cleo.address(), STOLEN).status()).isNotEqualTo(200);
        assertThat(new Browser().open(link).status()).as("it works once").isEqualTo(410);

        Letter reset = cleo.mailbox().next();
        assertThat(reset.subject()).isEqualTo("Choose a new password");
        Person owner = realm.somebody(cleo.address());
        owner.setPassword(owner.openAndConfirm(reset.link()), FRESH);
        assertThat(realm.app().directGrant(cleo.address(), FRESH).status()).isEqualTo(200);
        assertThat(realm.events(cleo.address())).contains("EXECUTE_ACTION_TOKEN");
    }

    /** Somebody who typed the old password and has but one page to go has no session that could be ended. */
    @Test
    void whoIsAlmostInStaysOutUntilThereIsANewPassword() {
        Person kim = realm.member("kim", true);
        realm.setPassword(kim.address(), STOLEN);
        URI link = kim.mailbox().next().link();
        Person intruder = realm.somebody(kim.address());
        Page form = almostIn(intruder, "UPDATE_PASSWORD");
        assertThat(form.has("form#kc-passwd-update-form")).as(form.toString()).isTrue();

        realm.somebody(kim.address()).openAndConfirm(link);
        intruder.setPassword(form, "Kept-Open-Horse-7!");

        assertThat(realm.app().directGrant(kim.address(), "Kept-Open-Horse-7!").status())
                .isNotEqualTo(200);
        assertThat(intruder.openLogin().isInApp()).isFalse();
        Person owner = realm.somebody(kim.address());
        owner.setPassword(owner.openAndConfirm(kim.mailbox().next().link()), FRESH);
        assertThat(realm.app().directGrant(kim.address(), FRESH).status())
                .as("the new password opens the account again")
                .isEqualTo(200);
    }

    /** The owner of a locked account, who comes by a passkey or an identity provider, learns what to do. */
    @Test
    void thePageOfALockedAccountLeadsToANewPassword() {
        Person lea = realm.member("lea", true);
        realm.setPassword(lea.address(), STOLEN);
        URI link = lea.mailbox().next().link();
        Page form = almostIn(lea, "CONFIGURE_TOTP");
        realm.somebody(lea.address()).openAndConfirm(link);
        lea.mailbox().next();

        Page locked = sendTotp(lea, form);
        AccountLockIT.assertRefused(locked);
        Page ask = lea.browser().click(locked, locked.find("#porter-way-on"));
        assertThat(lea.askForReset(ask, lea.address()).status()).isEqualTo(200);
        lea.setPassword(lea.browser().open(lea.mailbox().next().link()), FRESH);
        assertThat(realm.app().directGrant(lea.address(), FRESH).status()).isEqualTo(200);
    }

    @Test
    void noSwitchOfTheNoticesUnlocksAnAccount() {
        Realm quiet = stack.realm("disputed-quiet", PorterStack.withNotices());
        Person mo = quiet.member("mo", true);
        quiet.setPassword(mo.address(), STOLEN);
        URI link = mo.mailbox().next().link();
        Person intruder = quiet.somebody(mo.address());
        Page form = almostIn(intruder, "CONFIGURE_TOTP");
        quiet.somebody(mo.address()).openAndConfirm(link);

        ObjectNode settings = (ObjectNode) quiet.admin().read("/disputed-quiet");
        settings.withObject("/attributes").fieldNames().forEachRemaining(name -> {
            if (name.startsWith("porter.notice.")) {
                PorterStack.notice(settings, name.substring("porter.notice.".length()), "off");
            }
        });
        Admin.require(quiet.admin().put("/disputed-quiet", settings), "switching the notices off");
        AccountLockIT.assertRefused(sendTotp(intruder, form));
    }

    /** The mailbox that would lead to a new password is the thief's. */
    @Test
    void anAddressThatCannotReturnLeavesTheAccountToTheAdministrators() {
        Person nora = realm.member("nora", true);
        Mailbox thief = realm.mailbox(realm.freshAddress("thief"));
        realm.change(nora.address(), Map.of("email", thief.address(), "username", thief.address()));
        URI takeBack = nora.mailbox().next().link();
        thief.next();
        realm.createUser(nora.address(), true);

        Page done = realm.somebody(nora.address()).openAndConfirm(takeBack);
        assertThat(done.text()).contains("could not be given back");
        assertThat(realm.user(thief.address()).get("enabled").asBoolean()).isFalse();
        int before = thief.size();
        realm.somebody(thief.address()).forget();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> realm.events(thief.address()).stream().anyMatch(event -> event.endsWith("user_disabled")));
        assertThat(thief.size()).as("no mail with a way in").isEqualTo(before);
    }

    @Test
    void aLinkMailedBeforeDiesToo() {
        Person dora = realm.member("dora", true);
        realm.setPassword(dora.address(), STOLEN);
        URI link = dora.mailbox().next().link();
        dora.forget();
        URI reset = dora.mailbox().next().link();
        realm.somebody(dora.address()).openAndConfirm(link);
        assertThat(new Browser().open(reset).status()).isEqualTo(410);
    }

    @Test
    void whatTheNoticeIsAboutIsUndone() {
        Person eva = realm.member("eva", true);
        Person intruder = realm.somebody(eva.address());
        Totp.setUp(realm, intruder);
        Letter letter = eva.mailbox().next();
        assertThat(letter.subject()).isEqualTo("A way to sign in was added");
        realm.somebody(eva.address()).openAndConfirm(letter.link());
        assertThat(realm.admin().read("/disputed/users/" + id(eva.address()) + "/credentials"))
                .isEmpty();
        JsonNode event = realm.admin()
                .read("/disputed/events?type=EXECUTE_ACTION_TOKEN&user=" + id(eva.address()))
                .get(0);
        assertThat(event.get("details").get("undone").asText()).contains("otp", "password", "sessions");
    }

    @Test
    void theOldAddressTakesTheAccountBack() {
        Person finn = realm.member("finn", true);
        Mailbox thief = realm.mailbox(realm.freshAddress("thief"));
        Mailbox fence = realm.mailbox(realm.freshAddress("fence"));
        realm.change(finn.address(), Map.of("email", thief.address(), "username", thief.address()));
        URI takeBack = finn.mailbox().next().link();
        URI thiefsNotMe = thief.next().link();
        realm.change(thief.address(), Map.of("email", fence.address(), "username", fence.address()));
        URI thiefsTakeBack = thief.next().link();

        assertThat(new Browser().open(takeBack).text()).contains("Take your account back", "f***@example.org");
        Page done = realm.somebody(finn.address()).openAndConfirm(takeBack);
        assertThat(done.text()).contains("its former email address again");

        JsonNode user = realm.user(finn.address());
        assertThat(user.get("email").asText()).isEqualTo(finn.address());
        assertThat(user.get("emailVerified").asBoolean()).isTrue();
        assertThat(realm.app().directGrant(finn.address(), Realm.PASSWORD).status())
                .isNotEqualTo(200);
        Letter reset = finn.mailbox().next();
        assertThat(reset.subject()).isEqualTo("Choose a new password");

        for (URI thiefs : List.of(thiefsNotMe, thiefsTakeBack)) {
            Page refused = realm.somebody(thief.address()).openAndConfirm(thiefs);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("out of date");
        }
        assertThat(realm.user(finn.address()).get("email").asText()).isEqualTo(finn.address());
        Person owner = realm.somebody(finn.address());
        owner.setPassword(owner.openAndConfirm(reset.link()), FRESH);
        assertThat(realm.app().directGrant(finn.address(), FRESH).status()).isEqualTo(200);
    }

    @Test
    void aRealmMayNotLetAnAddressTakeAnythingBack() {
        Realm firm = stack.realm(
                "disputed-firm",
                PorterStack.withNotices().andThen(json -> PorterStack.notice(json, "take-back", "off")));
        Person gus = firm.member("gus", true);
        firm.change(gus.address(), Map.of("email", firm.freshAddress("gus.new")));
        Letter letter = gus.mailbox().next();
        assertThat(letter.html()).doesNotContain("/go/");
        assertThat(letter.text()).contains("please contact us");
    }

    /** The link outlives what the intruder does meanwhile: another password, other links. */
    @Test
    void theLinkOutlivesWhatTheIntruderDoes() {
        Person hal = realm.member("hal", true);
        realm.setPassword(hal.address(), STOLEN);
        URI link = hal.mailbox().next().link();
        Person intruder = realm.somebody(hal.address());
        intruder.arrive(intruder.logIn(STOLEN));
        intruder.setPassword(
                intruder.browser().open(realm.app().action("UPDATE_PASSWORD").url()), "Again-Horse-1!");
        hal.mailbox().next();
        realm.somebody(hal.address()).openAndConfirm(link);
        assertThat(realm.app().directGrant(hal.address(), "Again-Horse-1!").status())
                .isNotEqualTo(200);
    }

    @Test
    void aProviderThatWasLinkedIsUnlinked() {
        Realm linked = stack.realm(
                "disputed-linked", PorterStack.withNotices().andThen(json -> json.withArray("identityProviders")
                        .addObject()
                        .put("alias", "office")
                        .put("providerId", "oidc")
                        .put("enabled", true)
                        .putObject("config")
                        .put("clientId", "none")
                        .put("authorizationUrl", "http://127.0.0.1:1/auth")
                        .put("tokenUrl", "http://127.0.0.1:1/token")));
        Person ida = linked.member("ida", true);
        String identities =
                "/disputed-linked/users/" + linked.user(ida.address()).get("id").asText() + "/federated-identity";
        Admin.require(
                linked.admin()
                        .post(
                                identities + "/office",
                                Map.of("identityProvider", "office", "userId", "i1", "userName", "ida")),
                "linking");
        linked.somebody(ida.address()).openAndConfirm(ida.mailbox().next().link());
        assertThat(linked.admin().read(identities)).isEmpty();
    }

    /** The password is typed, the action's form is open; there is no session yet. */
    private static Page almostIn(Person person, String action) {
        return person.enterPassword(
                person.browser().open(person.realm().app().action(action).url()), STOLEN);
    }

    private static Page sendTotp(Person person, Page form) {
        Totp phone = new Totp(form.find("input[name=totpSecret]").val());
        return person.browser()
                .submit(
                        form,
                        form.find("form:has(input[name=totpSecret])"),
                        Map.of("totp", phone.code(), "userLabel", "phone"));
    }

    private String id(String username) {
        return realm.user(username).get("id").asText();
    }
}
