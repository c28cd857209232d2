package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/realm} and {@code scripts/smoke} on a running server. */
@OnPorter
class RealmAsCodeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHIPPED = PorterStack.root().resolve("realm-config/porter-realm.json");
    private static final String GUARD = "porter sign-up guard";

    private final PorterStack stack;
    private final Admin admin;
    private final Tools tools = new Tools();
    private final Map<String, String> environment;
    private Realm realm;

    @TempDir
    private Path folder;

    RealmAsCodeIT(PorterStack stack) {
        this.stack = stack;
        admin = stack.shipped().admin();
        environment = new LinkedHashMap<>(Map.of(
                "PORTER_ADMIN_USER", "admin",
                "PORTER_ADMIN_PASSWORD", "admin",
                "PORTER_SMTP_HOST", "127.0.0.1",
                "PORTER_SMTP_PORT", Integer.toString(stack.parts().inbox().smtpPort()),
                "PORTER_REGISTRATION_MIN_SECONDS", "0",
                "PORTER_REGISTRATION_ANSWER_MILLISECONDS", "0"));
    }

    /** Each test leaves it as the shipped file says. */
    @BeforeAll
    void createRealm() {
        realm = new Realm(
                "as-code", stack.parts().baseUrl(), admin, stack.parts().inbox().store());
        Tools.Answer applied = realm("apply", SHIPPED);
        assertThat(applied.exitCode()).as(applied.toString()).isZero();
        assertThat(applied.text()).contains("+ realm 'as-code'");
        App.addTo(realm.name(), admin);
    }

    @AfterAll
    void closeTools() {
        tools.close();
    }

    @Test
    void driftIsFoundAndRepairedAndUsersStay() {
        assertUnchanged("plan", SHIPPED);
        assertUnchanged("apply", SHIPPED);
        Person ada = realm.member("ada", true);
        String id = realm.user(ada.address()).get("id").asText();

        ObjectNode settings = (ObjectNode) admin.read("/" + realm.name());
        settings.put("displayName", "Somebody else's").put("passwordPolicy", "length(4)");
        settings.withObject("/attributes").put("not-in-the-file", "kept");
        settings.withArray("supportedLocales").removeAll().add("en");
        Admin.require(admin.put("/" + realm.name(), settings), "changing the realm by hand");
        JsonNode guard = config(GUARD);
        ((ObjectNode) guard.get("config")).put("limits", "false");
        Admin.require(
                admin.put(
                        "/" + realm.name() + "/authentication/config/"
                                + guard.get("id").asText(),
                        guard),
                "changing the guard by hand");

        Tools.Answer drift = realm("drift", SHIPPED);
        assertThat(drift.exitCode()).as(drift.toString()).isEqualTo(1);
        assertThat(drift.text())
                .contains(
                        "displayName: \"Somebody else's\" → \"Porter\"",
                        "passwordPolicy: \"length(4)\"",
                        "porter-registration-guard: config.limits: \"false\" → \"true\"",
                        "supportedLocales")
                .doesNotContain("not-in-the-file", "journey-app");

        Tools.Answer repaired = realm("apply", SHIPPED);
        assertThat(repaired.exitCode()).as(repaired.toString()).isZero();
        assertUnchanged("drift", SHIPPED);
        assertThat(admin.read("/" + realm.name())
                        .at("/attributes/not-in-the-file")
                        .asText())
                .isEqualTo("kept");
        assertThat(config(GUARD).at("/config/limits").asText()).isEqualTo("true");
        assertThat(realm.user(ada.address()).get("id").asText()).isEqualTo(id);
        ada.arrive(ada.logIn(Realm.PASSWORD));
    }

    @Test
    void aFlowInUseIsReplacedAndAFailedApplyLeavesItAtWork() {
        String before = flow("porter registration").get("id").asText();

        Path broken = file("broken", json -> step(json, "no-such-authenticator"));
        Tools.Answer failed = realm("apply", broken);
        assertThat(failed.exitCode()).as(failed.toString()).isEqualTo(2);
        assertThat(failed.errors()).contains("The flow 'porter registration' could not be changed");
        assertThat(flow("porter registration").get("id").asText()).isEqualTo(before);
        assertThat(realm.newcomer("ada").register().text()).contains("Check your inbox");

        Path other = file("other", json -> step(json, "registration-terms-and-conditions"));
        Tools.Answer done = realm("apply", other);
        assertThat(done.exitCode()).as(done.toString()).isZero();
        assertThat(done.text()).contains("± flow 'porter registration'");
        assertUnchanged("drift", other);
        assertThat(admin.read("/" + realm.name()).get("registrationFlow").asText())
                .isEqualTo("porter registration");
        assertThat(flow("porter registration").get("id").asText()).isNotEqualTo(before);
        assertThat(admin.read("/" + realm.name() + "/authentication/flows").findValuesAsText("alias"))
                .noneMatch(alias -> alias.contains("replacement"));
        Person ben = realm.newcomer("ben");
        assertThat(ben.fill(ben.openRegistration(), Map.of("termsAccepted", "on"))
                        .text())
                .contains("Check your inbox");
        assertThat(realm("apply", SHIPPED).exitCode()).isZero();
    }

    @Test
    void allKindsAreAppliedOnceAndPrunedOnlyWhenAsked() {
        Path all = file("all", this::addKinds);

        Tools.Answer planned = realm("plan", all, "--json");
        assertThat(planned.exitCode()).as(planned.toString()).isZero();
        assertThat(planned.text()).doesNotContain("hush");
        JsonNode plan = json(planned.text());
        assertThat(plan.get("changes").findValuesAsText("kind"))
                .contains("client", "client scope", "role", "client role", "group", "identity provider", "component");
        assertThat(admin.get("/" + realm.name() + "/roles/buyer").status()).isEqualTo(404);

        Tools.Answer done = realm("apply", all);
        assertThat(done.exitCode()).as(done.toString()).isZero();
        assertUnchanged("plan", all);
        Tools.Answer again = realm("apply", all, "--write-secrets");
        assertThat(again.text()).contains("~ identity provider 'corp' (writes its secret again)");

        Tools.Answer left = realm("drift", SHIPPED);
        assertThat(left.text()).contains("Left alone: client/shop-api", "Left alone: group//staff");
        Tools.Answer pruned = realm("apply", SHIPPED, "--prune");
        assertThat(pruned.exitCode()).as(pruned.toString()).isZero();
        assertThat(pruned.text()).contains("- client 'shop-api'", "- role 'buyer'", "- group '/staff'");
        assertThat(admin.get("/" + realm.name() + "/roles/buyer").status()).isEqualTo(404);
        assertThat(admin.read("/" + realm.name() + "/clients").findValuesAsText("clientId"))
                .contains("journey-app", "demo-app")
                .doesNotContain("shop-api");
    }

    @Test
    void whoMayNotIsTold() {
        environment.put("PORTER_ADMIN_PASSWORD", "wrong");
        Tools.Answer wrong = realm("plan", SHIPPED);
        environment.put("PORTER_ADMIN_PASSWORD", "admin");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.errors())
                .contains("user admin of realm master could not log in")
                .doesNotContain("\tat ");

        Person nobody = realm.member("nobody", true);
        Map<String, String> hers = new LinkedHashMap<>(environment);
        hers.put("PORTER_ADMIN_USER", nobody.address());
        hers.put("PORTER_ADMIN_PASSWORD", Realm.PASSWORD);
        hers.put("PORTER_ADMIN_REALM", realm.name());
        Tools.Answer refused = tools.run(hers, arguments("plan", SHIPPED));
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).contains("answered 403", "realm-management");

        hers.remove("PORTER_ADMIN_USER");
        hers.remove("PORTER_ADMIN_PASSWORD");
        hers.putAll(reader());
        Tools.Answer planned = tools.run(hers, arguments("plan", SHIPPED));
        assertThat(planned.exitCode()).as(planned.toString()).isZero();
        assertThat(planned.text()).contains("No changes");

        Path typo = file("typo", json -> json.put("verifyEmial", true));
        assertThat(realm("plan", typo).errors()).contains("what Keycloak does not know: verifyEmial");
        Path users = file("users", json -> json.withArray("users").addObject().put("username", "ada"));
        assertThat(realm("plan", users).errors()).contains("Take 'users' out", "accounts are never changed");
    }

    @Test
    void smokeWalksTheJourneyAndCleansUp() {
        Tools.Answer passed = smoke("--json");
        assertThat(passed.exitCode()).as(passed.toString()).isZero();
        JsonNode report = json(passed.text());
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.get("steps").findValuesAsText("name"))
                .contains("prove the address by the code", "the old password is refused", "clean up");
        assertThat(report.get("emailSeconds").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("verification by code", "verification by link", "reset");
        assertThat(passed.toString()).doesNotContain("/go/");
        assertThat(admin.read("/" + realm.name() + "/users?search=smoke")).isEmpty();

        change(json -> json.put("verifyEmail", false));
        assertThat(smoke()).satisfies(answer -> {
            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.text()).contains("FAIL", "realm switch 'Verify email'");
        });
        change(json -> json.put("verifyEmail", true).put("registrationAllowed", false));
        assertThat(smoke()).satisfies(answer -> {
            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.text()).contains("realm switch 'User registration'");
        });
        assertThat(admin.read("/" + realm.name() + "/users?search=smoke")).isEmpty();
        change(json -> json.put("registrationAllowed", true));
    }

    private void assertUnchanged(String command, Path file) {
        Tools.Answer answer = realm(command, file);
        assertThat(answer.exitCode()).as(answer.toString()).isZero();
        assertThat(answer.text()).contains("No changes");
    }

    private Tools.Answer realm(String command, Path file, String... more) {
        return tools.run(environment, arguments(command, file, more));
    }

    private List<String> arguments(String command, Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "realm",
                command,
                stack.parts().baseUrl().toString(),
                "--realm",
                realm.name(),
                "--file",
                file.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Tools.Answer smoke(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "smoke",
                stack.parts().baseUrl().toString(),
                "--realm",
                realm.name(),
                "--mailbox",
                stack.parts().inbox().url() + "/api/messages",
                "--address",
                "smoke+{id}@example.org",
                "--form-time",
                "0",
                "--email-timeout",
                "20"));
        arguments.addAll(List.of(more));
        return tools.run(environment, arguments);
    }

    private Path file(String name, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(SHIPPED.toFile());
            change.accept(json);
            return Files.writeString(folder.resolve(name + "-realm.json"), json.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another step in the registration form in place of the one for the terms. */
    private static void step(ObjectNode file, String authenticator) {
        for (JsonNode flow : file.get("authenticationFlows")) {
            if (flow.get("alias").asText().equals("porter registration form")) {
                flow.get("authenticationExecutions").forEach(execution -> {
                    ObjectNode step = (ObjectNode) execution;
                    if (step.get("authenticator").asText().equals("registration-terms-and-conditions")) {
                        step.put("authenticator", authenticator).put("requirement", "REQUIRED");
                    }
                    if (step.get("authenticator").asText().equals("registration-recaptcha-action")) {
                        step.put("priority", 80);
                    }
                });
            }
        }
    }

    private void addKinds(ObjectNode file) {
        JsonNode more = json("""
                {"clientScopes": [{"name": "shop", "protocol": "openid-connect", "protocolMappers": [
                   {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                    "config": {"included.custom.audience": "shop-api", "access.token.claim": "true"}}]}],
                 "defaultOptionalClientScopes": ["address", "phone", "organization", "offline_access", "microprofile-jwt", "shop"],
                 "roles": {"realm": [{"name": "buyer", "composites": {"client": {"shop-api": ["read"]}}}],
                           "client": {"shop-api": [{"name": "read", "description": "Reads orders"}]}},
                 "groups": [{"name": "staff", "realmRoles": ["buyer"], "subGroups": [{"name": "night shift"}]}],
                 "identityProviders": [{"alias": "corp", "providerId": "oidc", "firstBrokerLoginFlowAlias": "first broker login",
                   "config": {"clientId": "x", "clientSecret": "hush", "authorizationUrl": "https://idp.example.org/a",
                              "tokenUrl": "https://idp.example.org/t"}}],
                 "identityProviderMappers": [{"name": "buyer", "identityProviderAlias": "corp",
                   "identityProviderMapper": "oidc-hardcoded-role-idp-mapper", "config": {"role": "buyer", "syncMode": "INHERIT"}}],
                 "components": {"org.keycloak.userprofile.UserProfileProvider": [{"providerId": "declarative-user-profile",
                   "config": {"kc.user.profile.config": ["{\\"attributes\\": [{\\"name\\": \\"username\\"}, {\\"name\\": \\"email\\"}]}"]}}]},
                 "organizationsEnabled": true,
                 "organizations": [{"name": "Acme", "alias": "acme", "domains": [{"name": "acme.example"}]}],
                 "localizationTexts": {"en": {"loginTitle": "Hello \\"you\\" & ü"}},
                 "clientProfiles": {"profiles": [{"name": "pkce", "executors": [
                   {"executor": "pkce-enforcer", "configuration": {"auto-configure": true}}]}]},
                 "clientPolicies": {"policies": [{"name": "all", "enabled": true, "profiles": ["pkce"],
                   "conditions": [{"condition": "any-client", "configuration": {}}]}]}}
                """);
        file.setAll((ObjectNode) more);
        ObjectNode client = file.withArray("clients").addObject();
        client.put("clientId", "shop-api").put("secret", "hush").put("publicClient", false);
        client.putArray("defaultClientScopes").add("basic").add("shop");
        client.putObject("authenticationFlowBindingOverrides").put("browser", "browser");
    }

    /** The credentials of a service account that may only read. */
    private Map<String, String> reader() {
        String clients = "/" + realm.name() + "/clients";
        Map<String, Object> client = Map.of(
                "clientId", "reader", "secret", "reading", "publicClient", false, "serviceAccountsEnabled", true);
        Admin.require(admin.post(clients, client), "making a service account");
        String id = clients + "/"
                + admin.read(clients + "?clientId=reader").get(0).get("id").asText();
        String user = admin.read(id + "/service-account-user").get("id").asText();
        String management = admin.read(clients + "?clientId=realm-management")
                .get(0)
                .get("id")
                .asText();
        List<JsonNode> roles = Stream.of("view-realm", "view-clients", "view-identity-providers")
                .map(role -> admin.read(clients + "/" + management + "/roles/" + role))
                .toList();
        Admin.require(
                admin.post("/" + realm.name() + "/users/" + user + "/role-mappings/clients/" + management, roles),
                "giving it roles");
        return Map.of("PORTER_ADMIN_CLIENT_ID", "reader", "PORTER_ADMIN_CLIENT_SECRET", "reading");
    }

    private void change(Consumer<ObjectNode> change) {
        ObjectNode settings = (ObjectNode) admin.read("/" + realm.name());
        change.accept(settings);
        Admin.require(admin.put("/" + realm.name(), settings), "changing " + realm.name());
    }

    private JsonNode flow(String alias) {
        for (JsonNode flow : admin.read("/" + realm.name() + "/authentication/flows")) {
            if (flow.get("alias").asText().equals(alias)) {
                return flow;
            }
        }
        throw new AssertionError("No flow " + alias);
    }

    private JsonNode config(String alias) {
        for (JsonNode step :
                admin.read("/" + realm.name() + "/authentication/flows/porter%20registration/executions")) {
            if (step.path("alias").asText().equals(alias)) {
                return admin.read("/" + realm.name() + "/authentication/config/"
                        + step.get("authenticationConfig").asText());
            }
        }
        throw new AssertionError("No options " + alias);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
