package io.github.keycloakporter.localstack.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The realm file we ship, as a server without any variable set would import it. */
class ShippedRealmTest {

    private static final Path DIRECTORY = Path.of("..", "realm-config");

    private static JsonNode realm;

    @BeforeAll
    static void read() throws IOException {
        String text = Files.readString(DIRECTORY.resolve("porter-realm.json"));
        realm = new ObjectMapper().readTree(Placeholders.withDefaults(text));
    }

    @Test
    void passesTheCheck() throws IOException {
        assertThat(new RealmCheck().check(DIRECTORY)).isEmpty();
    }

    @Test
    void letsNobodyInUnproven() {
        assertThat(realm.path("verifyEmail").booleanValue()).isTrue();
        assertThat(action("VERIFY_EMAIL").path("enabled").booleanValue()).isTrue();
        assertThat(action("VERIFY_EMAIL")
                        .at("/config/emailResendCooldownSeconds")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void asksForThePasswordOnlyOnceTheAddressIsProven() {
        assertThat(action("UPDATE_PASSWORD").path("enabled").booleanValue()).isTrue();
        assertThat(action("UPDATE_PASSWORD").path("priority").intValue())
                .isGreaterThan(action("VERIFY_EMAIL").path("priority").intValue());
        assertThat(realm.path("authenticatorConfig").findValues("always_set_password_on_register_form"))
                .isEmpty();
    }

    @Test
    void guardsTheRegistration() {
        JsonNode top = flow(realm.path("registrationFlow").asText());
        assertThat(top.findValuesAsText("authenticator"))
                .containsExactly("registration-page-form", "porter-registration-decoy");
        JsonNode form = flow(top.at("/authenticationExecutions/0/flowAlias").asText());
        assertThat(form.findValuesAsText("authenticator"))
                .as("the guard is the last step")
                .endsWith("porter-registration-guard");
        assertThat(realm.path("authenticatorConfig").findValuesAsText("existing-account"))
                .containsExactly("safe");
    }

    @Test
    void keepsTheDemoClientOffAndStrict() {
        JsonNode client = realm.at("/clients/0");

        assertThat(client.path("clientId").asText()).isEqualTo("demo-app");
        assertThat(client.path("enabled").asText()).isEqualTo("false");
        assertThat(client.path("directAccessGrantsEnabled").asText()).isEqualTo("false");
        assertThat(client.path("attributes").path("pkce.code.challenge.method").asText())
                .isEqualTo("S256");
        assertThat(client.at("/redirectUris/0").asText()).doesNotContain("*");
    }

    /** A person may wait for a mail longer than Keycloak's five minutes for one page. */
    @Test
    void letsTheWaitingPageOutliveTheCode() {
        assertThat(realm.path("accessCodeLifespanUserAction").intValue()).isGreaterThan(600);
    }

    @Test
    void keepsEventsForATimeAndNoContentsOfAdminRequests() {
        assertThat(realm.path("eventsEnabled").booleanValue()).isTrue();
        assertThat(realm.path("eventsExpiration").asLong()).isPositive();
        assertThat(realm.path("adminEventsEnabled").booleanValue()).isTrue();
        assertThat(realm.path("adminEventsDetailsEnabled").booleanValue()).isFalse();
    }

    private static JsonNode flow(String alias) {
        for (JsonNode flow : realm.path("authenticationFlows")) {
            if (flow.path("alias").asText().equals(alias)) {
                return flow;
            }
        }
        throw new AssertionError("No flow " + alias);
    }

    private static JsonNode action(String alias) {
        for (JsonNode action : realm.path("requiredActions")) {
            if (action.path("alias").asText().equals(alias)) {
                return action;
            }
        }
        throw new AssertionError("The realm has no required action " + alias);
    }
}
