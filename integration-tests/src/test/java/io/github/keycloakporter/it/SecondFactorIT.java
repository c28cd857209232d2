package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Totp;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** A mailbox alone does not open an account that is protected by more (ASVS 5.0, 6.4.3). */
@OnPorter
class SecondFactorIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";
    private static final String HELP = "help@shop.example.org";

    private final PorterStack stack;
    private final Realm realm;
    private final Realm strict;

    SecondFactorIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm(
                "two-factors", json -> json.withObject("/attributes").put("porter.mail.support", HELP));
        strict = stack.realm("strict-reset", json -> {
            for (JsonNode flow : json.withArray("authenticationFlows")) {
                for (JsonNode step : flow.get("authenticationExecutions")) {
                    if (step.path("flowAlias").asText().equals("porter reset second factor")) {
                        ((ObjectNode) step).put("requirement", "DISABLED");
                    }
                }
            }
        });
    }

    @Test
    void theCodeIsAskedBeforeTheNewPassword() {
        Totp phone = new Totp("ada-has-a-phone-of-her-own");
        Person ada = protectedBy(phone, realm, "ada");
        Page asked = openLink(ada);
        assertThat(asked.has("form#kc-otp-login-form")).as(asked.toString()).isTrue();
        assertThat(asked.text()).contains("You no longer have this?").contains(HELP);

        Page wrong = enter(ada, asked, phone.wrongCode());
        assertThat(wrong.has("form#kc-otp-login-form")).as(wrong.toString()).isTrue();
        assertThat(wrong.text()).contains(HELP);
        ada.arrive(ada.setPassword(enterWhenAllowed(ada, wrong, phone), NEW_PASSWORD));

        assertThat(types(ada)).containsExactlyInAnyOrder("otp", "password");
        Page again = realm.somebody(ada.address()).logIn(NEW_PASSWORD);
        assertThat(again.has("form#kc-otp-login-form")).as(again.toString()).isTrue();
    }

    @Test
    void thereIsNoWayRoundTheQuestion() {
        Person max = protectedBy(new Totp("max-has-a-phone-of-his-own"), realm, "max");
        assertNoWayRound(max, openLink(max));
        Page fresh = realm.somebody(max.address()).logIn(Realm.PASSWORD);
        assertThat(fresh.has("form#kc-otp-login-form")).as(fresh.toString()).isTrue();
    }

    @Test
    void aRecoveryCodeIsAsGood() {
        Person ben = realm.member("ben", true);
        ben.arrive(ben.logIn(Realm.PASSWORD));
        List<String> codes = makeRecoveryCodes(ben);

        Person elsewhere = realm.somebody(ben.address());
        Page asked = openLink(elsewhere, ben);
        assertThat(asked.text()).contains(HELP);
        Page password = elsewhere
                .browser()
                .submit(
                        asked,
                        asked.find("form#kc-recovery-code-login-form"),
                        Map.of("recoveryCodeInput", codes.get(0)));
        elsewhere.arrive(elsewhere.setPassword(password, NEW_PASSWORD));
    }

    /** In the account, as its owner does. */
    private static List<String> makeRecoveryCodes(Person person) {
        Page made = person.browser()
                .open(person.realm()
                        .app()
                        .action("CONFIGURE_RECOVERY_AUTHN_CODES")
                        .url());
        Element form = made.find("form#kc-recovery-codes-settings-form");
        List<String> codes = List.of(
                form.selectFirst("[name=generatedRecoveryAuthnCodes]").val().split(","));
        assertThat(person.browser().submit(made, form, Map.of()).isInApp()).isTrue();
        return codes;
    }

    /** A realm may demand the question of a flow that does not ask it: then the answer is no, not yes. */
    @Test
    void aFlowThatHasToAskAndDoesNotIsRefused() {
        Person cleo = protectedBy(new Totp("cleo-has-a-phone-of-her-own"), strict, "cleo");
        Page refused = openLink(cleo);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("protected by a second factor").contains("support of this service");
        assertThat(strict.events(cleo.address())).contains("RESET_PASSWORD_ERROR second_factor_missing");
        assertNoWayRound(cleo, refused);

        Person dora = strict.member("dora", true);
        dora.forget();
        dora.arrive(dora.reset(dora.browser().open(dora.mailbox().next().link()), NEW_PASSWORD));
    }

    /** As on a server without Porter: the link is enough, a new OTP is set up, and the reset logs in. The log has one warning. */
    @Test
    void keycloaksOwnFlowDoesWhatItDoesWithoutPorter() throws IOException {
        Realm builtIn = stack.realm("built-in-reset", json -> json.put("resetCredentialsFlow", "reset credentials"));
        assertKeycloaksBehaviour(builtIn, "reset credentials");
    }

    @Test
    void soDoesACopyOfIt() throws IOException {
        Realm copied = stack.realm("copied-reset", json -> json.put("resetCredentialsFlow", "reset credentials"));
        Admin.require(
                copied.admin()
                        .post(
                                "/copied-reset/authentication/flows/reset%20credentials/copy",
                                Map.of("newName", "our own reset")),
                "copying the flow");
        Admin.require(
                copied.admin().put("/copied-reset", Map.of("resetCredentialsFlow", "our own reset")),
                "binding the copy");
        assertKeycloaksBehaviour(copied, "our own reset");
    }

    private void assertKeycloaksBehaviour(Realm realm, String flow) throws IOException {
        for (String who : List.of("gina", "hugo")) {
            Person person = protectedBy(new Totp(who + "-has-a-phone-of-ones-own"), realm, who);
            Page form = openLink(person);
            assertThat(form.has("form#kc-totp-settings-form"))
                    .as(form.toString())
                    .isTrue();
            Totp another = new Totp(form.find("input[name=totpSecret]").val());
            Page password = person.browser()
                    .submit(
                            form,
                            form.find("form#kc-totp-settings-form"),
                            Map.of("totp", another.code(), "userLabel", "another"));
            person.arrive(person.setPassword(password, NEW_PASSWORD));
        }
        Person plain = realm.member("ida", true);
        plain.arrive(plain.setPassword(openLink(plain), NEW_PASSWORD));

        List<String> warnings = Files.readAllLines(stack.parts().keycloak().logFile()).stream()
                .filter(line -> line.contains("Realm " + realm.name() + ": flow '" + flow + "'"))
                .toList();
        assertThat(warnings).singleElement().satisfies(line -> assertThat(line)
                .contains("WARN", "does not ask for the second factor", "docs/reset.md", "porter reset credentials"));
    }

    /** The refusal tells of a second factor, so it needs what only the owner of the mailbox has. */
    @Test
    void onlyAValidLinkTellsOfTheSecondFactor() {
        Person cleo = protectedBy(new Totp("cleo-has-another-phone"), strict, "cleo");
        Person dora = strict.member("dora", true);
        assertThat(asAStranger(cleo)).isEqualTo(asAStranger(dora)).isEqualTo(asAStranger(strict.newcomer("nobody")));

        String link = cleo.mailbox().next().link().toString();
        String guessed = new StringBuilder(link.substring(link.lastIndexOf('/') + 1))
                .reverse()
                .toString();
        for (String other : List.of(link + "x", link.substring(0, link.lastIndexOf('/') + 1) + guessed)) {
            Page dead = strict.somebody(cleo.address()).browser().open(other);
            assertThat(dead.status()).as(dead.toString()).isNotEqualTo(403).isGreaterThanOrEqualTo(400);
            assertThat(dead.text()).doesNotContain("second factor");
        }
        Person owner = strict.somebody(cleo.address());
        Page button = owner.browser().open(link);
        assertThat(button.text())
                .as("nothing is told before the button is pressed")
                .doesNotContain("second factor");
        Page refused = owner.confirm(button);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("protected by a second factor");
    }

    /** What the form for a forgotten password answers somebody who types this person's address. */
    private static String asAStranger(Person person) {
        Page page = person.realm().somebody(person.address()).forget();
        return page.status() + " " + page.text().replace(person.address(), "ADDRESS");
    }

    @Test
    void aRealmMayWantItAsStockDoes() {
        Realm stock = stack.realm("stock-reset", json -> {
            option(json, "porter reset password", "second-factor", "stock");
            json.put("resetCredentialsFlow", "porter reset credentials");
            for (JsonNode flow : json.withArray("authenticationFlows")) {
                for (JsonNode step : flow.get("authenticationExecutions")) {
                    if (step.path("flowAlias").asText().equals("porter reset second factor")) {
                        ((ObjectNode) step).put("requirement", "DISABLED");
                    }
                }
            }
        });
        Person eva = protectedBy(new Totp("eva-has-a-phone-of-her-own"), stock, "eva");
        Page password = openLink(eva);
        assertThat(password.has("form#kc-passwd-update-form"))
                .as(password.toString())
                .isTrue();
    }

    /** No address of Keycloak's lets the browser in the middle of a reset skip the question. */
    private static void assertNoWayRound(Person person, Page asked) {
        String base = asked.url().toString().replaceAll("/realms/([^/]+)/.*", "/realms/$1/login-actions/");
        // what the page's own form knows of the session, with and without its code
        String session = asked.has("form")
                ? asked.find("form").absUrl("action").replaceAll(".*[?]", "").replaceAll("&?execution=[^&]*", "")
                : "client_id=journey-app";
        for (String path : List.of(
                "required-action?execution=UPDATE_PASSWORD&" + session,
                "required-action?execution=UPDATE_PASSWORD&" + session.replaceAll("session_code=[^&]*&?", ""),
                "required-action?execution=CONFIGURE_TOTP&" + session,
                "reset-credentials?" + session,
                "authenticate?" + session)) {
            Page page = person.browser().open(base + path);
            assertThat(page.has("form#kc-passwd-update-form"))
                    .as(path + ": " + page)
                    .isFalse();
            assertThat(page.has("form#kc-totp-settings-form"))
                    .as(path + ": " + page)
                    .isFalse();
            assertThat(page.isInApp()).as(path + ": " + page).isFalse();
        }
    }

    private static Person protectedBy(Totp phone, Realm realm, String who) {
        Person person = realm.member(who, true);
        realm.change(person.address(), Map.of("credentials", List.of(phone.credential())));
        return person;
    }

    private static Page openLink(Person person) {
        return openLink(person, person);
    }

    private static Page openLink(Person browser, Person reader) {
        browser.forget();
        Letter letter = reader.mailbox().next();
        return browser.browser().open(letter.link());
    }

    private static Page enter(Person person, Page page, String code) {
        return person.browser().submit(page, page.find("form#kc-otp-login-form"), Map.of("otp", code));
    }

    /** Keycloak turns everybody away while it still counts a wrong code. */
    private static Page enterWhenAllowed(Person person, Page page, Totp phone) {
        AtomicReference<Page> newest = new AtomicReference<>(page);
        return await().until(
                        () -> newest.updateAndGet(asked -> enter(person, asked, phone.code())),
                        next -> next.has("form#kc-passwd-update-form"));
    }

    private List<String> types(Person person) {
        return realm.admin()
                .read("/" + realm.name() + "/users/"
                        + realm.user(person.address()).get("id").asText() + "/credentials")
                .findValuesAsText("type");
    }

    static void option(ObjectNode realm, String config, String option, String value) {
        for (JsonNode one : realm.withArray("authenticatorConfig")) {
            if (one.get("alias").asText().equals(config)) {
                ((ObjectNode) one.get("config")).put(option, value);
                return;
            }
        }
        throw new IllegalArgumentException("The realm has no authenticator config " + config);
    }
}
