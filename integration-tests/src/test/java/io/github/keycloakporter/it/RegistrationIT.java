package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the sign-up guard, one by one. */
@OnPorter
class RegistrationIT {

    private static final String FORM = "form#kc-register-form";

    /** Of nobody else in any journey. */
    private static final String NAME = "Quincewater";

    /** 7919 times 7907, as templates write it: nothing that a code, a port or a link has in it by chance. */
    private static final String[] WORKED_OUT = {"62615533", "62,615,533"};

    private final PorterStack stack;
    private final Realm realm;

    RegistrationIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void robotsFillTheHiddenField() {
        Person robot = realm.newcomer("robot");
        Page form = robot.openRegistration();
        assertThat(form.find("input[name=homepage]").attr("tabindex")).isEqualTo("-1");
        assertThat(form.find("[aria-hidden=true]:has(input[name=homepage])").className())
                .contains("porter-unseen");
        Page answer = robot.fill(form, Map.of("homepage", "https://spam.example"));
        assertThat(answer.text()).contains("This did not work");
        assertThat(robot.accounts()).isEmpty();
        assertThat(robot.fill(answer, Map.of("homepage", "")).text()).contains(robot.address());
    }

    @Test
    void whoeverIsTooFastPressesAgain() {
        Realm slow = stack.realm("slow-form", json -> guard(json, "minimum-seconds", "2"));
        Person ada = slow.newcomer("ada");
        Page answer = ada.register();
        assertThat(answer.text()).contains("press the button once more");
        assertThat(answer.find("input[name=email]").val()).isEqualTo(ada.address());
        AtomicReference<Page> newest = new AtomicReference<>(answer);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        !newest.updateAndGet(form -> ada.fill(form, Map.of())).has(FORM));
        assertThat(newest.get().text()).contains("Check your inbox");
    }

    @Test
    void throwAwayMailboxesAreRefusedAtTheField() {
        for (String domain : List.of("mailinator.com", "sub.Mailinator.com")) {
            Person ada = realm.somebody("ada@" + domain);
            Page answer = ada.register();
            assertThat(answer.find("#input-error-email").text()).contains("throw-away");
            assertThat(ada.accounts()).isEmpty();
        }
        Realm lenient = stack.realm("lenient-form", json -> guard(json, "disposable-domains", "false"));
        assertThat(lenient.somebody("ada@mailinator.com").register().text()).contains("Check your inbox");
    }

    @Test
    void domainsThatTakeNoMailAreRefusedAtTheField() throws IOException {
        stack.dns().mx("takes-mail.example", 10, "mail.takes-mail.example").mx("takes-none.example", 0, "");
        Realm asking = stack.realm("mx-form", json -> guard(json, "mx-lookup", "true"));
        for (String domain : List.of("takes-none.example", "missing.example")) {
            Person ada = asking.somebody("ada@" + domain);
            Page answer = ada.register();
            assertThat(answer.find("#input-error-email").text()).contains("No mail can be delivered");
            assertThat(ada.accounts()).isEmpty();
        }
        assertThat(asking.somebody("ada@takes-mail.example").register().text()).contains("Check your inbox");
    }

    @Test
    void theLikelyAddressIsAskedAboutOnceAndTheTypedOneKept() {
        Person maria = realm.somebody("maria.keeps@gamil.com");
        Page question = maria.register();
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.find("#porter-suggestion").text()).contains("maria.keeps@gmail.com");
        assertThat(maria.accounts()).isEmpty();
        assertThat(maria.fill(question, Map.of()).text()).contains("Check your inbox", "maria.keeps@gamil.com");
    }

    @Test
    void theLikelyAddressIsTakenByItsButton() {
        Person maria = realm.somebody("maria.takes@gmial.com");
        Page question = maria.register();
        Page waiting = maria.fill(question, Map.of("porter_address", "suggested"));
        assertThat(waiting.text()).contains("Check your inbox", "maria.takes@gmail.com");
        assertThat(realm.user("maria.takes@gmail.com").get("email").asText()).isEqualTo("maria.takes@gmail.com");
        assertThat(maria.accounts()).isEmpty();
    }

    @Test
    void aThrowAwayDomainMayBeASlip() {
        Person maria = realm.somebody("maria.slips@gmial.com");
        Page question = maria.register();
        assertThat(question.find("#porter-suggestion").text()).contains("maria.slips@gmail.com");
        assertThat(maria.fill(question, Map.of()).find("#input-error-email").text())
                .contains("throw-away");
    }

    @Test
    void anotherTypoIsAnotherQuestion() {
        Person maria = realm.somebody("maria.again@gmial.com");
        Page question = maria.register();
        Page second = maria.fill(question, Map.of("email", "maria.again@hotmial.com"));
        assertThat(second.find("#porter-suggestion").text()).contains("maria.again@hotmail.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\r\nBcc: x@example.org", "A\u202Eda", "A\u0000da", "A\u001B[2Jda", "A\u2066da"})
    void charactersThatDisguiseAreRefusedAtTheField(String name) {
        Realm any = anyNames();
        Person ada = any.newcomer("ada");
        Page answer = ada.register(Map.of("firstName", name));
        assertThat(answer.find("#input-error-firstName").text()).contains("characters");
        assertThat(ada.mailbox().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${7919*7907}",
                "${msg('doLogIn')}",
                "<#assign x=7919*7907>${x}",
                "<img src=x onerror=alert(1)>",
                "[=7919*7907]",
                "{0,number}",
                "''\"&amp;<b>"
            })
    void namesAreNeverMoreThanText(String name) {
        Realm any = anyNames();
        Person ada = any.newcomer("ada");
        Page waiting = ada.register(Map.of("firstName", name, "lastName", name));
        assertThat(waiting.text()).contains("Check your inbox");
        assertHarmless(waiting);
        Letter letter = ada.mailbox().next();
        assertThat(letter.subject()).isEqualTo("Confirm your email address");
        assertThat(letter.mail().headers()).doesNotContainKeys("Bcc", "Cc");
        assertThat(letter.html() + letter.text())
                .doesNotContain("onerror", "7919*7907")
                .doesNotContain(WORKED_OUT);
        any.somebody(ada.address()).register(Map.of("firstName", name, "lastName", name));
        Page profile = ada.typeCode(waiting, letter.code());
        assertHarmless(profile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: x@example.org",
                "a@example.org\r\nBcc: x@example.org",
                "\"a\r\nb\"@example.org",
                "a\u202Eb@example.org",
                "a\u0000b@example.org",
                "<img src=x onerror=alert(1)>@example.org",
                "a@exa\u202Emple.org"
            })
    void addressesThatAreNoneAreRefused(String address) {
        Person ada = realm.somebody(address);
        Page answer = ada.register();
        assertThat(answer.has(FORM)).as(answer.toString()).isTrue();
        assertThat(answer.has("#input-error-email")).as(answer.toString()).isTrue();
        assertHarmless(answer);
    }

    /** Newer JDKs throw at such a domain what Keycloak does not catch. */
    @Test
    void aVeryLongAddressIsRefused() {
        addressesThatAreNoneAreRefused("a@" + "\u00fc".repeat(5_000) + ".org");
    }

    @Test
    void anAddressIsNoTemplate() {
        Person odd = anyNames().somebody("${7919*7907}{0}@example.org");
        Page answer = odd.register();
        assertHarmless(answer);
        assertThat(answer.body()).doesNotContain(WORKED_OUT);
    }

    @Test
    void noAddressOfARefusedSignUpStandsInTheLog() throws Exception {
        Realm own = stack.realm("refusing-steps", json -> {
            askForPassword(json);
            step(json, "journey-step", 10);
            step(json, "registration-terms-and-conditions", 70);
            step(json, "journey-step", 80);
        });
        Map<String, String> right = Map.of(
                "password",
                Realm.PASSWORD,
                "password-confirm",
                Realm.PASSWORD,
                "termsAccepted",
                "on",
                "lastName",
                NAME);
        Map<String, Map<String, String>> refused = Map.of(
                "of the hidden field", Map.of("homepage", "x"),
                "of a missing name", Map.of("firstName", ""),
                "of disguising characters", Map.of("firstName", "A\u202Eda"),
                "of a wrong address", Map.of("email", "nonsense.of.the.log"),
                "of a missing password", Map.of("password", ""),
                "of a weak password", Map.of("password", "short", "password-confirm", "short"),
                "of two passwords", Map.of("password-confirm", "Another-Horse-8!"),
                "of a step of an extension", Map.of("journey", "refuse"),
                "of several things", Map.of("journey", "refuse", "password", "", "firstName", ""));
        Person stranger = own.newcomer("logged");
        for (Map.Entry<String, Map<String, String>> one : refused.entrySet()) {
            Map<String, String> form = new LinkedHashMap<>(right);
            form.putAll(one.getValue());
            Page answer = stranger.register(form);
            assertThat(answer.has(FORM)).as(one.getKey() + ": " + answer).isTrue();
        }
        Map<String, String> withoutTerms = new LinkedHashMap<>(right);
        withoutTerms.remove("termsAccepted");
        assertThat(stranger.register(withoutTerms).has(FORM)).isTrue();
        Map<String, String> failing = new LinkedHashMap<>(right);
        failing.put("journey", "fail");
        assertThat(stranger.register(failing).status()).isGreaterThanOrEqualTo(400);
        Person owner = own.member("logged-owner", true);
        assertThat(own.somebody(owner.address()).register(right).text()).contains("Check your inbox");

        String log = java.nio.file.Files.readString(stack.parts().keycloak().logFile());
        assertThat(log)
                .contains("REGISTER_ERROR")
                .doesNotContain(stranger.address(), owner.address(), NAME, "nonsense.of.the.log");
        String events = own.admin()
                .read("/refusing-steps/events?type=REGISTER_ERROR&max=100")
                .toString();
        assertThat(events)
                .contains("REGISTER_ERROR")
                .doesNotContain(stranger.address(), owner.address(), NAME, "nonsense.of.the.log");

        Person welcome = own.newcomer("welcome");
        welcome.register(right);
        assertThat(own.admin()
                        .read("/refusing-steps/events?type=REGISTER&user="
                                + own.user(welcome.address()).get("id").asText())
                        .toString())
                .as("an account that was created")
                .contains(welcome.address(), NAME);
    }

    private static void assertHarmless(Page page) {
        assertThat(page.has("img[onerror], img[src=x]")).as(page.toString()).isFalse();
        assertThat(page.text()).doesNotContain(WORKED_OUT);
    }

    /** The shipped realm but without Keycloak's own rule for names, for the names that come by other ways. */
    private Realm anyNames() {
        Realm any = stack.realm("any-names", json -> {});
        ObjectNode profile = (ObjectNode) any.admin().read("/any-names/users/profile");
        for (JsonNode attribute : profile.withArray("attributes")) {
            ((ObjectNode) attribute.path("validations"))
                    .remove(List.of("person-name-prohibited-characters", "username-prohibited-characters"));
        }
        Admin.require(any.admin().put("/any-names/users/profile", profile), "changing the user profile");
        return any;
    }

    /** Sets one option of the guard in a realm file. */
    static void guard(ObjectNode realm, String option, String value) {
        config(realm, "porter sign-up guard").put(option, value);
    }

    static void askForPassword(ObjectNode realm) {
        for (JsonNode flow : realm.withArray("authenticationFlows")) {
            for (JsonNode step : flow.path("authenticationExecutions")) {
                if (step.path("authenticator").asText().equals("registration-password-action")) {
                    ((ObjectNode) step).put("authenticatorConfig", "password in the form");
                }
            }
        }
        ((ArrayNode) realm.withArray("authenticatorConfig"))
                .addObject()
                .put("alias", "password in the form")
                .putObject("config")
                .put("always_set_password_on_register_form", "true");
    }

    /** Puts a step into the shipped registration form, or switches the one on that is there. */
    static void step(ObjectNode realm, String authenticator, int priority) {
        for (JsonNode flow : realm.withArray("authenticationFlows")) {
            if (!flow.get("alias").asText().equals("porter registration form")) {
                continue;
            }
            ArrayNode steps = (ArrayNode) flow.get("authenticationExecutions");
            for (JsonNode step : steps) {
                if (step.get("authenticator").asText().equals(authenticator)
                        && step.get("requirement").asText().equals("DISABLED")) {
                    ((ObjectNode) step).put("requirement", "REQUIRED");
                    return;
                }
            }
            steps.addObject()
                    .put("authenticator", authenticator)
                    .put("authenticatorFlow", false)
                    .put("requirement", "REQUIRED")
                    .put("priority", priority)
                    .put("userSetupAllowed", false);
        }
    }

    private static ObjectNode config(ObjectNode realm, String alias) {
        List<String> known = new ArrayList<>();
        for (JsonNode config : realm.withArray("authenticatorConfig")) {
            known.add(config.path("alias").asText());
            if (config.path("alias").asText().equals(alias)) {
                return (ObjectNode) config.path("config");
            }
        }
        throw new IllegalArgumentException("No config " + alias + " among " + known);
    }
}
