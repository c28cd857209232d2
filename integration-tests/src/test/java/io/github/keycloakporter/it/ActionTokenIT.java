package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Guild;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.SigningKey;
import io.github.keycloakporter.it.harness.Totp;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keycloak's action tokens stay inside the server: no page, redirect, header or cookie of any link carries one, and Keycloak's
 * own endpoint runs none that Porter mailed.
 */
@OnPorter
class ActionTokenIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";
    private static final int MOST_STEPS = 6;

    /** The types of all action tokens that Porter mails, and of the one that it runs for a claimed link. */
    private static final Set<String> PURPOSES = Set.of(
            "verify-email",
            "execute-actions",
            "update-email",
            "reset-credentials",
            "idp-verify-account-via-email",
            "ORGIVT",
            "porter-not-me",
            "porter-take-back",
            "porter-claimed-link");

    private final Realm realm;
    private final Realm office;

    /** Somebody who asked for an email, and the link in it. */
    private record Asked(Person person, URI link) {}

    ActionTokenIT(PorterStack stack) {
        office = stack.realm("token-office", json -> json.put("verifyEmail", false));
        realm = stack.realm("tokens", PorterStack.withNotices().andThen(json -> {
            json.put("organizationsEnabled", true);
            PorterStack.notice(json, "password-reset", "off");
            for (String action : List.of("UPDATE_EMAIL", "UPDATE_PROFILE", "CONFIGURE_TOTP", "VERIFY_PROFILE")) {
                PorterStack.requiredAction(json, action).put("enabled", true);
            }
            BrokeredIT.provider(json, office.url(), "doubted", false);
        }));
    }

    @BeforeAll
    void theOfficeKnowsTheRealm() {
        BrokeredIT.addBroker(office, realm);
    }

    @ParameterizedTest(name = "{0}, in another browser: {1}")
    @MethodSource("emails")
    void noStepOfAnyLinkShowsTheToken(String email, boolean elsewhere, Supplier<Asked> ask) {
        Asked asked = ask.get();
        Person opener = elsewhere ? realm.somebody(asked.person().address()) : asked.person();
        assertKeepsTheToken(walk(opener, asked.link()));
    }

    private List<Arguments> emails() {
        Map<String, Supplier<Asked>> emails = new LinkedHashMap<>();
        emails.put("verify-email", this::registered);
        emails.put("verify-email from an administrator", this::verificationFromAdmin);
        for (String action :
                List.of("VERIFY_EMAIL", "UPDATE_PASSWORD", "UPDATE_PROFILE", "CONFIGURE_TOTP", "UPDATE_EMAIL")) {
            emails.put("execute-actions " + action, () -> actionsFromAdmin(action));
        }
        emails.put("update-email", this::movedAddress);
        emails.put("update-email that an administrator took back", this::movedAddressTakenBack);
        emails.put("reset-credentials", this::forgotten);
        emails.put("reset-credentials with a second factor", this::forgottenWithSecondFactor);
        emails.put("idp-verify-account-via-email", this::linkedAccount);
        emails.put("ORGIVT of a member", this::invitedMember);
        emails.put("ORGIVT of a stranger", this::invitedStranger);
        emails.put("porter-not-me", this::notMe);
        emails.put("porter-take-back", this::takeBack);
        return emails.entrySet().stream()
                .flatMap(email -> Stream.of(false, true)
                        .map(elsewhere -> Arguments.of(email.getKey(), elsewhere, email.getValue())))
                .toList();
    }

    /** Other extensions sign tokens of these types, and bring them to people in other ways than by Porter's emails. */
    @Test
    void aTokenOfAnotherExtensionRunsAsBefore() {
        SigningKey key = SigningKey.of(realm);
        Person ada = realm.member("ada", false);
        String user = realm.user(ada.address()).get("id").asText();
        Page confirm = ada.browser()
                .open(actionToken(key.sign(
                        "execute-actions", user, Map.of("eml", ada.address(), "rqac", List.of("UPDATE_PASSWORD")))));
        assertThat(confirm.status()).as(confirm.toString()).isEqualTo(200);
        assertThat(confirm.has("a[href*=action-token]")).isTrue();

        Page verified = ada.browser().open(actionToken(key.sign("verify-email", user, Map.of("eml", ada.address()))));
        ada.browser().click(verified, verified.find("a[href*=action-token]"));
        assertThat(realm.isVerified(ada.address())).isTrue();
    }

    @Test
    void whatOnlyPorterSignsNeedsAClaim() {
        SigningKey key = SigningKey.of(realm);
        Person ben = realm.member("ben", true);
        String user = realm.user(ben.address()).get("id").asText();
        Page unknown = ben.browser().open(actionToken(key.sign("nobodys", user, Map.of("eml", ben.address()))));
        assertThat(unknown.status()).isEqualTo(400);
        for (String purpose : List.of("porter-claimed-link", "porter-not-me", "porter-take-back")) {
            Map<String, Object> claims = Map.of("eml", ben.address(), "notice", "password-changed", "happenedAt", "0");
            Browser browser = new Browser();
            Page page = browser.open(actionToken(key.sign(purpose, user, claims)));
            assertThat(page.status()).as(purpose).isEqualTo(400);
            assertThat(page.text()).as(purpose).isEqualTo(unknown.text());
            assertThat(browser.cookies()).as(purpose).doesNotContainKey("AUTH_SESSION_ID");
        }
        assertThat(realm.app().directGrant(ben.address(), Realm.PASSWORD).status())
                .isEqualTo(200);
    }

    private URI actionToken(String token) {
        return URI.create(realm.url() + "/login-actions/action-token?key=" + token);
    }

    private Asked registered() {
        Person person = realm.newcomer("new");
        person.register();
        return asked(person);
    }

    private Asked verificationFromAdmin() {
        Person person = realm.member("unproven", false);
        Admin.require(realm.put(person.address(), "/send-verify-email", null), "send-verify-email");
        return asked(person);
    }

    private Asked actionsFromAdmin(String action) {
        Person person = realm.member("told", true);
        Admin.require(realm.put(person.address(), "/execute-actions-email", List.of(action)), action);
        return asked(person);
    }

    private Asked movedAddress() {
        Person person = realm.member("moving", true);
        person.arrive(person.logIn(Realm.PASSWORD));
        String other = realm.freshAddress("moved");
        Page form = person.browser().open(realm.app().action("UPDATE_EMAIL").url());
        person.browser().submit(form, form.find("form:has(input[name=email])"), Map.of("email", other));
        return new Asked(person, realm.mailbox(other).next().link());
    }

    private Asked movedAddressTakenBack() {
        Asked asked = movedAddress();
        realm.change(asked.person().address(), Map.of("attributes", Map.of()));
        return asked;
    }

    private Asked forgotten() {
        Person person = realm.member("forgetful", true);
        person.forget();
        return asked(person);
    }

    private Asked forgottenWithSecondFactor() {
        Person person = realm.member("careful", true);
        Totp.setUp(realm, person);
        person.mailbox().next();
        Person again = realm.somebody(person.address());
        again.forget();
        again.mailbox().next();
        return asked(again);
    }

    private Asked linkedAccount() {
        Person person = realm.member("linked", true);
        office.createUser(person.address(), true);
        Page login = person.openLogin();
        Page house = person.browser().click(login, login.find("a[href*='/broker/doubted/']"));
        Page exists = person.enterPassword(house, Realm.PASSWORD);
        person.browser()
                .submit(exists, exists.find("form:has([value=linkAccount])"), Map.of("submitAction", "linkAccount"));
        return asked(person);
    }

    private Asked invitedMember() {
        Person person = realm.member("guest", true);
        Guild.found(realm, "g" + person.address().replaceAll("\\D", ""))
                .inviteMember(realm.user(person.address()).get("id").asText());
        return asked(person);
    }

    private Asked invitedStranger() {
        Person person = realm.newcomer("stranger");
        Guild.found(realm, "s" + person.address().replaceAll("\\D", "")).inviteStranger(person.address());
        return asked(person);
    }

    private Asked notMe() {
        Person person = realm.member("robbed", true);
        realm.setPassword(person.address(), NEW_PASSWORD);
        return asked(person);
    }

    private Asked takeBack() {
        Person person = realm.member("moved", true);
        String thief = realm.freshAddress("thief");
        realm.change(person.address(), Map.of("email", thief));
        return asked(person);
    }

    private static Asked asked(Person person) {
        return new Asked(person, person.mailbox().next().link());
    }

    /** Opens the link and takes the steps a person takes there, each one after a change of the language and back. */
    private static Browser walk(Person person, URI link) {
        Browser browser = person.browser();
        Page page = browser.open(link);
        assertThat(page.status()).as(page.toString()).isLessThan(500);
        for (int step = 0; step < MOST_STEPS && !page.isInApp(); step++) {
            for (Element language : page.document().select(".porter-languages a[lang]")) {
                browser.peek(URI.create(language.absUrl("href")));
            }
            Page next = next(person, page);
            if (next == null) {
                return browser;
            }
            page = next;
        }
        return browser;
    }

    private static Page next(Person person, Page page) {
        Browser browser = person.browser();
        if (page.has("form:has(input[name=proof])")) {
            return person.confirm(page);
        }
        if (page.has("form#kc-passwd-update-form")) {
            return person.setPassword(page, "Walked-Horse-" + System.nanoTime() + "!");
        }
        if (page.has("form#kc-register-form")) {
            return browser.submit(
                    page, page.find("form#kc-register-form"), Map.of("firstName", "Gwen", "lastName", "Wright"));
        }
        if (page.has("form#kc-update-profile-form")) {
            return browser.submit(page, page.find("form#kc-update-profile-form"), Map.of());
        }
        return null;
    }

    private static void assertKeepsTheToken(Browser browser) {
        Secrets.assertNoTokenIn(browser);
        assertThat(browser.answers()).allSatisfy(answer -> {
            assertThat(Secrets.JWT.matcher(answer.body()).find())
                    .as("a token in " + answer)
                    .isFalse();
            assertThat(answer.body()).doesNotContain("key=eyJ", "action-token?");
            answer.headers()
                    .map()
                    .forEach((name, values) -> values.forEach(value -> {
                        if (name.equalsIgnoreCase("Set-Cookie")) {
                            Secrets.JWT.matcher(value).results().forEach(jwt -> assertThat(purpose(jwt.group()))
                                    .as(value)
                                    .isNotIn(PURPOSES));
                        } else {
                            assertThat(Secrets.JWT.matcher(value).find())
                                    .as(name + ": " + value)
                                    .isFalse();
                            assertThat(value).doesNotContain("key=eyJ", "action-token?");
                        }
                    }));
        });
    }

    private static String purpose(String jwt) {
        JsonNode claims = SigningKey.claims(jwt);
        return claims instanceof ObjectNode ? claims.path("typ").asText() : "";
    }
}
