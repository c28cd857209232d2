package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import io.github.keycloakporter.verification.journey.ForgetfulAction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody is logged in while a required action or the proof of the address is owed, whichever way led there. */
@OnPorter
class LoginGuardIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";

    private final Realm consent;
    private final Realm strict;
    private final Realm lenient;
    private final Realm profiles;
    private final Realm forgetful;

    LoginGuardIT(PorterStack stack) {
        consent = stack.realm("consent", json -> {});
        strict = stack.realm("strict-sessions", json -> PorterStack.requiredAction(json, "VERIFY_EMAIL")
                .withObject("/config")
                .put("endSessions", "true"));
        lenient = stack.shipped();
        profiles = stack.realm("update-email-off", json -> PorterStack.requiredAction(json, "UPDATE_EMAIL")
                .put("enabled", false));
        forgetful = stack.realm("gate-forgotten", json -> json.withArray("requiredActions")
                .addObject()
                .put("alias", ForgetfulAction.ID)
                .put("name", "Forgetful action")
                .put("providerId", ForgetfulAction.ID)
                .put("enabled", true)
                .put("priority", 2000));
    }

    @BeforeAll
    void theAppAsksForConsent() {
        JsonNode client = consent.admin()
                .read("/" + consent.name() + "/clients?clientId=" + App.CLIENT_ID)
                .get(0);
        ((ObjectNode) client).put("consentRequired", true);
        Admin.require(
                consent.admin()
                        .put(
                                "/" + consent.name() + "/clients/"
                                        + client.get("id").asText(),
                                client),
                "asking for consent");
    }

    @Test
    void consentLeadsIntoTheApp() {
        Person ada = consent.member("ada", true);
        Page asked = ada.logIn(Realm.PASSWORD);
        assertThat(ada.arrive(agree(ada, asked)).get("email_verified").asBoolean())
                .isTrue();
    }

    @Test
    void whoOwesAnActionByNowReturnsToIt() {
        Person ben = consent.member("ben", true);
        Page asked = ben.logIn(Realm.PASSWORD);
        consent.change(ben.address(), Map.of("requiredActions", List.of("UPDATE_PASSWORD")));

        Page next = agree(ben, asked);
        assertOutside(consent, ben, next, "form#kc-passwd-update-form");

        Page again = ben.setPassword(next, NEW_PASSWORD);
        assertThat(ben.arrive(agree(ben, again)).get("email").asText()).isEqualTo(ben.address());
    }

    @Test
    void whoOwesTheProofByNowReturnsToTheGate() {
        Person cleo = consent.member("cleo", true);
        Page asked = cleo.logIn(Realm.PASSWORD);
        consent.change(cleo.address(), Map.of("emailVerified", false));

        Page waiting = agree(cleo, asked);
        assertOutside(consent, cleo, waiting, "[data-continue-url]");

        Page again = cleo.typeCode(waiting, cleo.mailbox().next().code());
        assertThat(cleo.arrive(agree(cleo, again)).get("email_verified").asBoolean())
                .isTrue();
    }

    /** The guard stands behind the flows: here another extension lets the gate be forgotten. */
    @Test
    void aLoginThatSkippedTheGateIsRolledBack() {
        Person ada = forgetful.member("ada", false);
        Page page = ada.logIn(Realm.PASSWORD);
        assertOutside(forgetful, ada, page, "form#kc-form-login");
        assertThat(forgetful.events(ada.address()))
                .contains("LOGIN_ERROR resolve_required_actions")
                .doesNotContain("LOGIN");
        assertOutside(forgetful, ada, ada.enterPassword(page, Realm.PASSWORD), "form#kc-form-login");

        Person ben = forgetful.member("ben", true);
        assertThat(ben.logIn(Realm.PASSWORD).isInApp()).isTrue();
    }

    /** An action that declines to run stays with the user, and Keycloak lets the user pass. */
    @Test
    void anActionThatDeclinesToRunLocksNobodyOut() {
        Person dora = lenient.member("dora", true);
        lenient.change(dora.address(), Map.of("requiredActions", List.of("delete_credential")));
        assertThat(dora.arrive(dora.logIn(Realm.PASSWORD)).get("email").asText())
                .isEqualTo(dora.address());
    }

    @Test
    void anActionThatTheRealmDoesNotRunLocksNobodyOut() {
        Person eva = lenient.member("eva", true);
        lenient.change(eva.address(), Map.of("requiredActions", List.of("TERMS_AND_CONDITIONS", "no-such-action")));
        assertThat(eva.arrive(eva.logIn(Realm.PASSWORD)).get("email").asText()).isEqualTo(eva.address());
    }

    @Test
    void aPendingUpdateThatTheRealmDoesNotRunOpensNothing() {
        Person fay = profiles.member("fay", false);
        profiles.change(fay.address(), Map.of("requiredActions", List.of("UPDATE_EMAIL")));
        Page waiting = fay.logIn(Realm.PASSWORD);
        assertOutside(profiles, fay, waiting, "[data-continue-url]");
    }

    @Test
    void aSessionContinuesAfterTheProofWasTakenAwayUnlessTheRealmEndsIt() {
        Person gil = lenient.member("gil", true);
        JsonNode tokens = gil.tokens(gil.logIn(Realm.PASSWORD));
        lenient.change(gil.address(), Map.of("emailVerified", false));
        assertThat(lenient.app().refresh(tokens.get("refresh_token").asText()).status())
                .isEqualTo(200);
    }

    @Test
    void theRealmEndsSessionsWithoutProof() {
        Person hal = strict.member("hal", true);
        JsonNode tokens = hal.tokens(hal.logIn(Realm.PASSWORD));
        JsonNode kept =
                strict.app().refresh(tokens.get("refresh_token").asText()).json();
        strict.change(hal.address(), Map.of("emailVerified", false));
        assertEnds(strict.app().refresh(kept.get("refresh_token").asText()));
        assertThat(sessions(strict, hal)).isEmpty();
        strict.change(hal.address(), Map.of("emailVerified", true));
        assertThat(strict.app().refresh(kept.get("refresh_token").asText()).status())
                .as("the session has ended")
                .isEqualTo(400);
    }

    @Test
    void theRealmEndsOfflineSessionsWithoutProof() {
        Person ivy = strict.member("ivy", true);
        JsonNode tokens = ivy.tokens(ivy.logInTo(strict.app().offline(), Realm.PASSWORD));
        strict.change(ivy.address(), Map.of("email", strict.freshAddress("ivy"), "emailVerified", false));
        assertEnds(strict.app().refresh(tokens.get("refresh_token").asText()));
        assertThat(strict.app().refresh(tokens.get("refresh_token").asText()).status())
                .isEqualTo(400);
    }

    private static void assertEnds(Rest.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(answer.json().get("error_description").asText()).isEqualTo("Email address is not verified");
        assertThat(answer.body()).doesNotContain("token");
    }

    private static Page agree(Person person, Page asked) {
        return person.browser().submit(asked, asked.find("form:has([name=accept])"), Map.of("accept", "Yes"));
    }

    private static void assertOutside(Realm realm, Person person, Page page, String mark) {
        assertThat(page.has(mark)).as(page.toString()).isTrue();
        assertThat(person.browser().cookies().keySet()).doesNotContain("KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION");
        assertThat(person.browser().visited())
                .noneMatch(url -> url.toString().startsWith(App.HOME) && url.getQuery() != null);
        assertThat(sessions(realm, person)).isEmpty();
    }

    private static JsonNode sessions(Realm realm, Person person) {
        String id = realm.user(person.address()).get("id").asText();
        return realm.admin().read("/" + realm.name() + "/users/" + id + "/sessions");
    }
}
