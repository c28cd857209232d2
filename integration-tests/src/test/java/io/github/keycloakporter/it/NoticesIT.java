package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Mailbox;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import io.github.keycloakporter.it.harness.Totp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What owners are told, for each thing that may happen to an account. */
@OnPorter
class NoticesIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final PorterStack stack;
    private final Realm realm;

    NoticesIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("noticed", PorterStack.withNotices().andThen(NoticesIT::everythingPossible));
    }

    private static void everythingPossible(ObjectNode json) {
        PorterStack.requiredAction(json, "UPDATE_EMAIL").put("enabled", true);
        PorterStack.requiredAction(json, "delete_account").put("enabled", true);
        json.withObject("/attributes").put("porter.mail.support", "help@example.org");
        json.put("failureFactor", 3).put("quickLoginCheckMilliSeconds", 0);
        json.withArray("identityProviders")
                .addObject()
                .put("alias", "office")
                .put("displayName", "The Office")
                .put("providerId", "oidc")
                .put("enabled", true)
                .putObject("config")
                .put("clientId", "none")
                .put("clientSecret", "none")
                .put("authorizationUrl", "http://127.0.0.1:1/auth")
                .put("tokenUrl", "http://127.0.0.1:1/token");
    }

    @Test
    void thePasswordIsChanged() {
        Person ada = owner("ada");
        ada.arrive(ada.logIn(Realm.PASSWORD));
        ada.setPassword(ada.browser().open(realm.app().action("UPDATE_PASSWORD").url()), NEW_PASSWORD);

        Letter letter = notice(ada, "Your password was changed");
        assertThat(letter.text())
                .contains("Journey app", "Firefox on Linux", "UTC", "help@example.org")
                .doesNotContain("127.0.0.1", ada.address());
        Secrets.assertShortLink(letter);
        assertThat(ada.mailbox().size()).isEqualTo(1);
    }

    @Test
    void thePasswordIsReset() {
        Person ben = owner("ben");
        Person elsewhere = realm.somebody(ben.address());
        elsewhere.arrive(elsewhere.logIn(Realm.PASSWORD));
        ben.forget();
        ben.arrive(ben.reset(ben.browser().open(ben.mailbox().next().link()), NEW_PASSWORD));
        notice(ben, "Your password was reset");
    }

    @Test
    void anAdministratorSetsThePassword() {
        Person cleo = owner("cleo");
        realm.setPassword(cleo.address(), NEW_PASSWORD);
        Letter letter = notice(cleo, "An administrator set your password");
        assertThat(letter.text()).contains("By: an administrator").doesNotContain("Browser:");

        realm.change(
                cleo.address(), Map.of("credentials", List.of(Map.of("type", "password", "value", "Third-Horse-9!"))));
    }

    @Test
    void aFirstPasswordIsNoNews() {
        Person dora = realm.newcomer("dora");
        Page waiting = dora.register();
        dora.arrive(
                dora.setPassword(dora.typeCode(waiting, dora.mailbox().next().code()), Realm.PASSWORD));
        realm.change(dora.address(), Map.of("enabled", false));
        notice(dora, "Your account was disabled");
        assertThat(dora.mailbox().size()).isEqualTo(2);
    }

    @Test
    void whoHasNotProvenAnAddressIsToldNothing() {
        Person eve = realm.member("eve", false);
        realm.setPassword(eve.address(), NEW_PASSWORD);
        realm.change(eve.address(), Map.of("emailVerified", true));
        realm.change(eve.address(), Map.of("enabled", false));
        notice(eve, "Your account was disabled");
        assertThat(eve.mailbox().size()).isEqualTo(1);
    }

    @Test
    void anAdministratorMovesTheAccount() {
        Person finn = owner("finn");
        Mailbox there = realm.mailbox(realm.freshAddress("finn.new"));
        realm.change(finn.address(), Map.of("email", there.address()));

        Letter before = notice(finn, "Your email address was changed");
        assertThat(before.text())
                .contains("f***@example.org", "at the address it had before", "take your account back")
                .doesNotContain(there.address(), finn.address());
        Secrets.assertShortLink(before);
        Letter after = there.next();
        assertThat(after.subject()).isEqualTo("Your email address was changed");
        assertThat(after.text()).contains("This is now the email address");
    }

    @Test
    void aNewAddressThatIsNotProvenIsToldNothing() {
        Person gus = owner("gus");
        Mailbox there = realm.mailbox(realm.freshAddress("gus.new"));
        realm.change(gus.address(), Map.of("email", there.address(), "emailVerified", false));
        notice(gus, "Your email address was changed");
        assertThat(there.size()).isZero();
    }

    @Test
    void theOwnerMovesTheAccount() {
        Person hal = owner("hal");
        hal.arrive(hal.logIn(Realm.PASSWORD));
        Mailbox there = realm.mailbox(realm.freshAddress("hal.new"));
        Page form = hal.browser().open(realm.app().action("UPDATE_EMAIL").url());
        hal.browser().submit(form, form.find("form:has(input[name=email])"), Map.of("email", there.address()));
        realm.somebody(there.address()).openAndConfirm(there.next().link());

        notice(hal, "Your email address was changed");
        assertThat(there.next().text()).contains("This is now the email address");
    }

    @Test
    void anAuthenticatorAppComesAndGoes() {
        Person ida = owner("ida");
        Totp.setUp(realm, ida);
        assertThat(notice(ida, "A way to sign in was added").text()).contains("Authenticator app");

        String user = "/" + realm.name() + "/users/" + id(ida);
        for (JsonNode credential : realm.admin().read(user + "/credentials")) {
            if (credential.get("type").asText().equals("otp")) {
                Admin.require(
                        realm.admin()
                                .delete(user + "/credentials/"
                                        + credential.get("id").asText()),
                        "removing it");
            }
        }
        assertThat(notice(ida, "A way to sign in was removed").text())
                .contains("Authenticator app", "By: an administrator");
    }

    @Test
    void theOwnerRemovesAnAuthenticatorApp() {
        Person jon = owner("jon");
        Totp.setUp(realm, jon);
        jon.mailbox().next();
        String otp = credential(jon, "otp");
        Page sure = jon.browser()
                .open(realm.app().action("delete_credential:" + otp).url());
        jon.browser().submit(sure, sure.find("form"), Map.of("accept", "Yes"));
        assertThat(notice(jon, "A way to sign in was removed").text()).contains("Journey app");
    }

    @Test
    void recoveryCodesAreMade() {
        Person kim = owner("kim");
        kim.arrive(kim.logIn(Realm.PASSWORD));
        Page codes = kim.browser()
                .open(realm.app().action("CONFIGURE_RECOVERY_AUTHN_CODES").url());
        kim.browser().submit(codes, codes.find("form:has(input[name=generatedRecoveryAuthnCodes])"), Map.of());
        notice(kim, "New recovery codes were made");
    }

    @Test
    void wrongPasswordsLockTheAccountForAWhile() {
        Person lea = owner("lea");
        realm.lock(lea.address(), 3);
        assertThat(notice(lea, "Your account is locked for a while").text()).contains("by itself");
    }

    @Test
    void wrongPasswordsLockTheAccountForGood() {
        Realm strict =
                stack.realm("noticed-strict", PorterStack.withNotices().andThen(json -> json.put("failureFactor", 2)
                        .put("quickLoginCheckMilliSeconds", 0)
                        .put("permanentLockout", true)));
        Person max = strict.member("max", true);
        strict.lock(max.address(), 2);
        Letter letter = notice(max, "Your account is locked");
        assertThat(letter.html()).doesNotContain("/go/");
        assertThat(letter.text()).contains("please contact us");
    }

    @Test
    void theAccountIsDisabledAndEnabled() {
        Person nia = owner("nia");
        realm.change(nia.address(), Map.of("enabled", false));
        notice(nia, "Your account was disabled");
        realm.change(nia.address(), Map.of("enabled", true));
        notice(nia, "Your account is enabled again");
        realm.change(nia.address(), Map.of("lastName", "Lovelace"));
        realm.setPassword(nia.address(), NEW_PASSWORD);
        notice(nia, "An administrator set your password");
        assertThat(nia.mailbox().size()).as("a new name is no news").isEqualTo(3);
    }

    @Test
    void anIdentityProviderComesAndGoes() {
        Person oda = owner("oda");
        String link = "/" + realm.name() + "/users/" + id(oda) + "/federated-identity/office";
        Admin.require(
                realm.admin().post(link, Map.of("identityProvider", "office", "userId", "o1", "userName", "oda")),
                "linking");
        assertThat(notice(oda, "Another account was connected").text()).contains("The Office");
        Admin.require(realm.admin().delete(link), "unlinking");
        notice(oda, "Another account was disconnected");
    }

    @Test
    void theOwnerUnlinksAnIdentityProvider() {
        Person pat = owner("pat");
        Admin.require(
                realm.admin()
                        .post(
                                "/" + realm.name() + "/users/" + id(pat) + "/federated-identity/office",
                                Map.of("identityProvider", "office", "userId", "p1", "userName", "pat")),
                "linking");
        pat.mailbox().next();
        Admin.require(Rest.send(account(realm, pat, "/linked-accounts/office").DELETE()), "unlinking");
        assertThat(notice(pat, "Another account was disconnected").text()).contains("The Office", "App: account");
    }

    @Test
    void theOwnerMovesTheAccountByTheAccountApi() {
        Realm plain = stack.realm("noticed-plain", PorterStack.withNotices());
        Person ron = plain.member("ron", true);
        String other = plain.freshAddress("ron.new");
        String profile = "{\"username\":\"%s\",\"email\":\"%s\",\"firstName\":\"Ada\",\"lastName\":\"Byron\"}"
                .formatted(other, other);
        Admin.require(
                Rest.send(account(plain, ron, "")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(profile))),
                "changing the profile");
        assertThat(plain.user(other).get("emailVerified").asBoolean()).isFalse();
        assertThat(notice(ron, "Your email address was changed").text()).contains("take your account back");
        assertThat(plain.mailbox(other).size()).as("it is not proven").isZero();
    }

    private static HttpRequest.Builder account(Realm realm, Person person, String path) {
        String token = realm.app()
                .directGrant(person.address(), Realm.PASSWORD)
                .json()
                .get("access_token")
                .asText();
        return HttpRequest.newBuilder(URI.create(realm.url() + "/account" + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    @Test
    void anAdministratorDeletesTheAccount() {
        Person pia = owner("pia");
        Admin.require(realm.admin().delete("/" + realm.name() + "/users/" + id(pia)), "deleting");
        Letter letter = notice(pia, "Your account was deleted");
        assertThat(letter.html()).doesNotContain("/go/");
    }

    @Test
    void theOwnerDeletesTheAccount() {
        Person quin = owner("quin");
        allowToDelete(quin);
        // Keycloak wants the password of this very moment for it (DeleteAccount.getMaxAuthAge is 0 seconds)
        Page sure = quin.logInTo(realm.app().action("delete_account"), Realm.PASSWORD);
        quin.browser().submit(sure, sure.find("form#kc-deleteaccount-form"), Map.of());
        notice(quin, "Your account was deleted");
        assertThat(quin.accounts()).isEmpty();
    }

    @Test
    void aNewDeviceIsToldWhereTheRealmWantsIt() {
        Realm watchful = stack.realm("noticed-devices", json -> PorterStack.notice(json, "new-device", "on"));
        Person rob = longStanding(watchful, "rob");
        rob.browser().with("User-Agent", FIREFOX);
        rob.arrive(rob.logIn(Realm.PASSWORD));
        assertThat(notice(rob, "New sign-in to your account").text()).contains("Firefox on Linux");

        rob.arrive(rob.openLogin());
        Person elsewhere = watchful.somebody(rob.address());
        elsewhere.arrive(elsewhere.logIn(Realm.PASSWORD));
        Person silent = longStanding(realm, "silent");
        silent.arrive(silent.logIn(Realm.PASSWORD));
        realm.change(silent.address(), Map.of("enabled", false));
        notice(silent, "Your account was disabled");
        // the second log-in of the known browser told nothing; that of the other was one too many within the hour
        assertThat(rob.mailbox().size()).isEqualTo(1);
    }

    @Test
    void aRealmSwitchesATypeOff() {
        Realm quiet = stack.realm("noticed-quiet", PorterStack.withNotices().andThen(json -> {
            PorterStack.notice(json, "password-set", "off");
            PorterStack.notice(json, "account-disabled", "perhaps");
        }));
        Person sam = quiet.member("sam", true);
        quiet.setPassword(sam.address(), NEW_PASSWORD);
        quiet.change(sam.address(), Map.of("enabled", false));
        quiet.change(sam.address(), Map.of("enabled", true));
        notice(sam, "Your account is enabled again");
        assertThat(sam.mailbox().size())
                .as("'perhaps' is no switch: the server's option goes on, which is off here")
                .isEqualTo(1);
    }

    @Test
    void whatIsTooMuchIsToldInOneMailLater() {
        Realm often = stack.realm(
                "noticed-often", PorterStack.withNotices().andThen(PorterStack.limit("security-notice.user", "1/10s")));
        Person tom = often.member("tom", true);
        for (int i = 0; i < 4; i++) {
            often.setPassword(tom.address(), "Horse-Number-" + i + "!");
        }
        assertThat(notice(tom, "An administrator set your password").text()).doesNotContain("more times");
        Letter folded = notice(tom, "An administrator set your password");
        assertThat(folded.text()).contains("This happened 3 more times until").contains("UTC");
        Secrets.assertShortLink(folded);
        assertThat(tom.mailbox().size()).isEqualTo(2);
    }

    /** One mail for each wrong password: an attacker's choice of how many. */
    @Test
    void mailsOfKeycloaksOwnListenerAreFoldedToo() {
        Realm stock = stack.realm("noticed-by-stock", json -> {
            json.withArray("eventsListeners").add("email");
            json.put("bruteForceProtected", false);
            PorterStack.limit("security-notice.user", "1/10s").accept(json);
        });
        Person xan = stock.member("xan", true);
        for (int i = 0; i < 4; i++) {
            stock.app().directGrant(xan.address(), "wrong");
        }
        assertThat(xan.mailbox().next().subject()).isEqualTo("Login error");
        Letter folded = xan.mailbox().next();
        assertThat(folded.subject()).isEqualTo("Login error");
        assertThat(folded.text()).contains("This happened 3 more times until");
        assertThat(xan.mailbox().size()).isEqualTo(2);
    }

    /** A name that does not fit into its column, which nobody checks here: the database refuses the change at its commit. */
    @Test
    void aChangeThatIsRolledBackIsToldNobody() {
        Realm lax = stack.realm("noticed-lax", PorterStack.withNotices());
        JsonNode profile = lax.admin().read("/noticed-lax/users/profile");
        profile.get("attributes").forEach(attribute -> ((ObjectNode) attribute).remove("validations"));
        Admin.require(lax.admin().put("/noticed-lax/users/profile", profile), "switching the checks off");
        Person una = lax.member("una", true);
        JsonNode user = lax.user(una.address());
        ((ObjectNode) user).put("enabled", false).put("lastName", "x".repeat(300));
        Rest.Answer refused = lax.put(una.address(), "", user);
        assertThat(refused.status()).as(refused.toString()).isGreaterThanOrEqualTo(400);
        assertThat(lax.user(una.address()).get("enabled").asBoolean()).isTrue();

        lax.setPassword(una.address(), NEW_PASSWORD);
        notice(una, "An administrator set your password");
        lax.change(una.address(), Map.of("enabled", false));
        notice(una, "Your account was disabled");
        assertThat(una.mailbox().size()).isEqualTo(2);
    }

    @Test
    void theIpIsToldWhereTheRealmWantsIt() {
        Realm open = stack.realm("noticed-ip", PorterStack.withNotices().andThen(json -> {
            PorterStack.notice(json, "ip", "on");
            json.put("failureFactor", 2).put("quickLoginCheckMilliSeconds", 0);
        }));
        Person val = open.member("val", true);
        open.lock(val.address(), 2);
        assertThat(notice(val, "Your account is locked for a while").text()).contains("IP address: 127.0.0.1");
    }

    /** Not in that of the browser: whoever sits there may want the owner not to understand it. */
    @Test
    void theOwnersOwnLanguageIsSpoken() {
        Person wim = owner("wim");
        realm.change(wim.address(), Map.of("attributes", Map.of("locale", List.of("de"))));
        wim.browser().with("Accept-Language", "es");
        wim.forget();
        wim.setPassword(wim.browser().open(wim.mailbox().next().link() + "?kc_locale=es"), NEW_PASSWORD);
        assertThat(notice(wim, "Ihr Passwort wurde zurückgesetzt").text()).contains("Das waren nicht Sie?");
    }

    private Person owner(String who) {
        Person person = realm.member(who, true);
        person.browser().with("User-Agent", FIREFOX);
        return person;
    }

    /** The next mail, which has to be this one. */
    private static Letter notice(Person person, String subject) {
        Letter letter = person.mailbox().next();
        assertThat(letter.subject()).isEqualTo(subject);
        assertThat(letter.text()).contains(subject).doesNotContain("porterNotice", "{");
        return letter;
    }

    private String id(Person person) {
        return realm.user(person.address()).get("id").asText();
    }

    private String credential(Person person, String type) {
        for (JsonNode credential : realm.admin().read("/" + realm.name() + "/users/" + id(person) + "/credentials")) {
            if (credential.get("type").asText().equals(type)) {
                return credential.get("id").asText();
            }
        }
        throw new AssertionError("No credential " + type);
    }

    private static Person longStanding(Realm where, String who) {
        Person person = where.newcomer(who);
        Map<String, Object> user = Map.of(
                "username",
                person.address(),
                "email",
                person.address(),
                "emailVerified",
                true,
                "enabled",
                true,
                "firstName",
                "Ada",
                "lastName",
                "Byron",
                "createdTimestamp",
                1_600_000_000_000L,
                "credentials",
                List.of(Map.of("type", "password", "value", Realm.PASSWORD, "temporary", false)));
        Admin.require(where.admin().post("/" + where.name() + "/users", user), "creating " + person.address());
        return person;
    }

    private void allowToDelete(Person person) {
        String account = realm.admin()
                .read("/" + realm.name() + "/clients?clientId=account")
                .get(0)
                .get("id")
                .asText();
        JsonNode role = realm.admin().read("/" + realm.name() + "/clients/" + account + "/roles/delete-account");
        Admin.require(
                realm.admin()
                        .post(
                                "/" + realm.name() + "/users/" + id(person) + "/role-mappings/clients/" + account,
                                List.of(role)),
                "allowing to delete");
    }
}
