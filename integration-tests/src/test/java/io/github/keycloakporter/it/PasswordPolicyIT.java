package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.RangeApi;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a new password is told at once, in words, on every way to one. */
@OnPorter
class PasswordPolicyIT {

    /** Too short, neither upper nor digit nor symbol, one letter five times, and a name. */
    private static final String BAD = "byronnnnn";

    private static final List<String> BROKEN = List.of(
            "Use at least 12 characters.",
            "Include an upper-case letter.",
            "Include a digit.",
            "Include a symbol, such as ! or a space.",
            "Do not use a character 4 times in a row.",
            "Leave out your name, your address and the name of this service.");

    private final PorterStack stack;
    private final Realm realm;

    PasswordPolicyIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void atRegistration() {
        Realm first = stack.realm("passwords-first", RegistrationIT::askForPassword);
        Person ada = first.newcomer("ada");
        Page form = ada.openRegistration();
        assertThat(form.find("#password").attr("autocomplete")).isEqualTo("new-password");
        assertThat(form.find("#password-rules").select("li").eachText())
                .as("before anything is typed, without scripts")
                .contains("Use at least 12 characters.", "Choose a password that is not widely used.")
                .doesNotContain("Use at most 256 characters.");
        assertThat(broken(form)).isEmpty();

        Page refused = ada.fill(form, Map.of("password", BAD, "password-confirm", BAD));
        assertThat(broken(refused)).containsExactlyElementsOf(BROKEN);
        assertThat(refused.find("#password").attr("aria-invalid")).isEqualTo("true");
        assertThat(refused.text()).doesNotContain(BAD);

        Page waiting = ada.fill(refused, Map.of("password", Realm.PASSWORD, "password-confirm", Realm.PASSWORD));
        assertThat(waiting.text()).contains("Check your inbox");
    }

    @Test
    void whenKeycloakAsksForANewOne() {
        Person ben = realm.member("ben", true);
        realm.change(ben.address(), Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        Page form = ben.logIn(Realm.PASSWORD);
        assertThat(form.has("[name=logout-sessions]"))
                .as("other sessions end in any case")
                .isFalse();

        Page refused = ben.setPassword(form, BAD);
        assertThat(broken(refused)).containsExactlyElementsOf(BROKEN);
        assertThat(refused.has("[role=alert]")).as("told once, at the field").isFalse();

        Page different = ben.browser()
                .submit(
                        refused,
                        refused.find("form#kc-passwd-update-form"),
                        Map.of("password-new", "Another-Horse-8!", "password-confirm", "Another-Horse-9!"));
        assertThat(different.find("#input-error-container-password-confirm").text())
                .isNotBlank();
        assertThat(ben.setPassword(different, "Another-Horse-8!").isInApp()).isTrue();
    }

    @Test
    void behindAResetLinkInGerman() {
        Person cleo = realm.member("cleo", true);
        cleo.browser().with("Accept-Language", "de");
        cleo.forget();
        Page form = cleo.browser().open(cleo.mailbox().next().link());
        Page refused = cleo.setPassword(form, BAD);
        assertThat(broken(refused))
                .containsExactly(
                        "Verwenden Sie mindestens 12 Zeichen.",
                        "Verwenden Sie einen Großbuchstaben.",
                        "Verwenden Sie eine Ziffer.",
                        "Verwenden Sie ein Sonderzeichen, etwa ! oder ein Leerzeichen.",
                        "Verwenden Sie kein Zeichen 4-mal hintereinander.",
                        "Lassen Sie Ihren Namen, Ihre Adresse und den Namen dieses Dienstes weg.");
        assertThat(broken(cleo.setPassword(refused, "Ganz-anders-8!"))).isEmpty();
        Person again = realm.somebody(cleo.address());
        again.arrive(again.logIn("Ganz-anders-8!"));
    }

    /** The account console leads to an action of the log-in pages. */
    @Test
    void fromTheAccountConsole() {
        Person emma = realm.member("emma", true);
        Page login = emma.browser().open(realm.app().login().url() + "&kc_action=UPDATE_PASSWORD");
        Page refused = emma.setPassword(emma.enterPassword(login, Realm.PASSWORD), BAD);
        assertThat(broken(refused)).containsExactlyElementsOf(BROKEN);
        assertThat(refused.has("button[name=cancel-aia]")).isTrue();
        assertThat(emma.setPassword(refused, "Another-Horse-8!").isInApp()).isTrue();
    }

    @Test
    void inTheAdminRest() {
        Person dora = realm.member("dora", true);
        Rest.Answer answer = reset(realm, dora, BAD);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_description").asText()).isEqualTo(String.join(" ", BROKEN));

        Rest.Answer common = reset(realm, dora, "P@ssw0rd2024!");
        assertThat(common.json().get("error").asText()).isEqualTo("porterPasswordNotCommon");
        assertThat(common.json().get("error_description").asText())
                .isEqualTo("Choose a password that is not widely used.");
    }

    /** With stock's policies, which go on working and are told as well. */
    @Test
    void stocksPoliciesAreToldToo() {
        Realm mixed = stack.realm(
                "passwords-mixed",
                json -> json.put("passwordPolicy", "length(20) and digits(3) and porter-strength(12)"));
        Person emil = mixed.member("emil", true, "Correct-Horse-777-and-more!");
        assertThat(reset(mixed, emil, "Seven-of-Nine")
                        .json()
                        .get("error_description")
                        .asText())
                .isEqualTo(
                        "Invalid password: minimum length 20. Invalid password: must contain at least 3 numerical digits."
                                + " Include a digit.");
    }

    @Test
    void ofTheProfileOfNist() throws IOException {
        String profile = Files.readString(PorterStack.root().resolve("realm-config/password-policies/nist-800-63b-4"))
                .strip();
        Realm nist = stack.realm("passwords-nist", json -> json.put("passwordPolicy", profile));
        Person finn = nist.member("finn", true, "vier eimer voll milch");
        assertThat(reset(nist, finn, "eimer voll milch").status()).isEqualTo(204);
        assertThat(reset(nist, finn, "eimer milch")
                        .json()
                        .get("error_description")
                        .asText())
                .isEqualTo("Use at least 15 characters.");
        assertThat(reset(nist, finn, "passwordpassword1").json().get("error").asText())
                .isEqualTo("porterPasswordNotCommon");

        Person gwen = nist.newcomer("gwen");
        Map<String, Object> otp = Map.of(
                "type",
                "otp",
                "secretData",
                "{\"value\":\"secretsecret\"}",
                "credentialData",
                "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        Admin.require(
                nist.admin()
                        .post(
                                "/passwords-nist/users",
                                Map.of(
                                        "username", gwen.address(),
                                        "email", gwen.address(),
                                        "enabled", true,
                                        "credentials", List.of(otp))),
                "creating an account with a second factor");
        assertThat(reset(nist, gwen, "eimer milch").status()).isEqualTo(204);
        assertThat(reset(nist, gwen, "eimer").json().get("error_description").asText())
                .isEqualTo("Use at least 8 characters.");
    }

    @Test
    void byAListOfTheOperators() throws IOException {
        Realm own = stack.realm("passwords-own", json -> json.put("passwordPolicy", "porter-length(8)"));
        Person hal = own.member("hal", true);
        Rest.Answer missing = policy(own, "porter-common(own.txt)");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body())
                .contains("porter-common", "own.txt", "--spi-password-policy--porter-common--directory");

        Files.writeString(stack.passwordLists().resolve("own.txt"), "lighthouse\n");
        Admin.require(policy(own, "porter-length(8) and porter-common(own.txt)"), "naming a list that is there");
        assertThat(reset(own, hal, "L1ghthouse#7").status()).isEqualTo(400);
        assertThat(reset(own, hal, "tugboat#7").status()).isEqualTo(204);

        Files.writeString(stack.passwordLists().resolve("own.txt"), "lighthouse\ntugboat\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> reset(own, hal, "tugboat#7").status() == 400);
    }

    @Test
    void fromABreach() {
        Realm online = stack.realm("passwords-online", json -> breachedAtLogIn(json, "porter-length(8)"));
        String stolen = "Stolen-Horse-" + System.nanoTime();
        stack.breaches().add(stolen);
        Person ida = online.member("ida", true, stolen);
        assertThat(ida.logIn(stolen).isInApp()).as("without the policy").isTrue();
        assertThat(stack.breaches().questions()).doesNotContain(RangeApi.question(stolen));

        Admin.require(policy(online, "porter-length(8) and porter-breached(online)"), "switching it on");
        assertThat(reset(online, ida, stolen).json().get("error_description").asText())
                .isEqualTo("Choose a password that is in no known data breach.");
        assertThat(reset(online, ida, "tiny").json().get("error").asText()).isEqualTo("porterPasswordAtLeast");
        assertThat(stack.breaches().questions())
                .as("asked once, then remembered; never for one that is refused anyway")
                .containsOnlyOnce(RangeApi.question(stolen))
                .doesNotContain(RangeApi.question("tiny"));

        Person again = online.somebody(ida.address());
        Page form = again.logIn(stolen);
        assertThat(form.has("form#kc-passwd-update-form")).as(form.toString()).isTrue();
        again.arrive(again.setPassword(form, "Honest-Horse-1!"));
        Person later = online.somebody(ida.address());
        assertThat(later.logIn("Honest-Horse-1!").isInApp()).isTrue();
    }

    @Test
    void theConsoleKnowsThePolicies() {
        JsonNode types = realm.admin().serverInfo().get("passwordPolicies");
        assertThat(types.findValuesAsText("id"))
                .contains("porter-length", "porter-strength", "porter-common", "porter-context", "porter-breached");
        String words =
                Rest.get(stack.parts().baseUrl() + "/resources/master/admin/en").body();
        assertThat(words)
                .contains(
                        "passwordPoliciesHelp.porter-length",
                        "passwordPoliciesHelp.porter-strength",
                        "passwordPoliciesHelp.porter-common",
                        "passwordPoliciesHelp.porter-context",
                        "passwordPoliciesHelp.porter-breached");
    }

    private static List<String> broken(Page page) {
        return page.document().select(".porter-rules > li[data-state=broken] > span").stream()
                .map(item -> item.ownText())
                .toList();
    }

    private static Rest.Answer reset(Realm realm, Person person, String password) {
        return realm.put(
                person.address(), "/reset-password", Map.of("type", "password", "value", password, "temporary", false));
    }

    private static Rest.Answer policy(Realm realm, String policy) {
        return realm.admin().put("/" + realm.name(), Map.of("passwordPolicy", policy));
    }

    /** Stock's log-in with a password, and the check behind it. */
    private static void breachedAtLogIn(ObjectNode json, String policy) {
        json.put("passwordPolicy", policy);
        json.put("browserFlow", "checked log-in");
        ObjectNode flow = ((ArrayNode) json.withArray("authenticationFlows"))
                .addObject()
                .put("alias", "checked log-in")
                .put("providerId", "basic-flow")
                .put("topLevel", true)
                .put("builtIn", false);
        ArrayNode steps = flow.putArray("authenticationExecutions");
        int priority = 10;
        for (String step : List.of("auth-username-password-form", "porter-breached-password-check")) {
            steps.addObject()
                    .put("authenticator", step)
                    .put("authenticatorFlow", false)
                    .put("requirement", "REQUIRED")
                    .put("priority", priority++)
                    .put("userSetupAllowed", false);
        }
    }
}
