package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator mistypes is refused or reported in the log, in one sentence, and never an error 500. */
@OnPorter
class SettingsIT {

    private final PorterStack stack;
    private final Realm realm;

    SettingsIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("wrong-settings", json -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFY_EMAIL, emailResendCooldownSeconds, abc, must be a number of seconds from 0 to 86400",
        "VERIFY_EMAIL, emailResendCooldownSeconds, -1, must be a number of seconds from 0 to 86400",
        "VERIFY_EMAIL, changeAddress, maybe, must be true or false",
        "VERIFY_EMAIL, endSessions, maybe, must be true or false",
        "UPDATE_PASSWORD, end-sessions, maybe, must be true or false",
        "UPDATE_PASSWORD, end-offline-sessions, maybe, must be true or false"
    })
    void aWrongOptionOfARequiredActionIsNotSaved(String action, String option, String value, String right) {
        String path = "/wrong-settings/authentication/required-actions/" + action + "/config";
        JsonNode before = realm.admin().read(path);
        Rest.Answer answer = realm.admin().put(path, Map.of("config", Map.of(option, value)));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().get("errorMessage").asText())
                .isEqualTo(option + " " + right + ", not '" + value + "'");
        assertThat(answer.json().get("field").asText()).isEqualTo(option);
        assertThat(realm.admin().read(path)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "porter-length(abc)",
                "porter-strength(abc)",
                "porter-common(no-such-list)",
                "porter-breached(perhaps)",
                "porter-lenght(8)"
            })
    void aWrongPasswordPolicyIsNotSaved(String policy) {
        Rest.Answer answer = realm.admin().put("/wrong-settings", Map.of("passwordPolicy", policy));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(realm.admin().read("/wrong-settings").get("passwordPolicy").asText())
                .doesNotContain(policy);
    }

    /** Keycloak asks nobody before it stores the settings of a step: the default counts, and the log says so. */
    @Test
    void wrongSettingsOfAStepAreStoredAndDoNothing() throws IOException {
        Realm sloppy = stack.realm("sloppy", json -> {});
        for (String flow : List.of("porter registration", "porter reset credentials")) {
            for (JsonNode step :
                    sloppy.admin().read("/sloppy/authentication/flows/" + flow.replace(" ", "%20") + "/executions")) {
                if (step.hasNonNull("authenticationConfig")) {
                    String path = "/sloppy/authentication/config/"
                            + step.get("authenticationConfig").asText();
                    ObjectNode config = (ObjectNode) sloppy.admin().read(path);
                    config.withObject("/config").fieldNames().forEachRemaining(name -> {
                        if (!name.equals("force-login")) {
                            config.withObject("/config").put(name, "abc");
                        }
                    });
                    assertThat(sloppy.admin().put(path, config).status()).isEqualTo(204);
                }
            }
        }
        Person ada = sloppy.newcomer("ada");
        Page form = ada.openRegistration();
        assertThat(form.status()).isEqualTo(200);
        assertThat(ada.fill(form, Map.of()).status()).isLessThan(500);
        Person ben = sloppy.member("ben", true);
        assertThat(ben.forget().status()).isEqualTo(200);
        assertThat(log()).anyMatch(line -> line.contains("minimum-seconds must be a number of seconds"));
    }

    /** When the administrator saves it, and once. */
    @Test
    void unknownAttributesAndTransportsAreReportedOnce() throws IOException {
        ObjectNode saved = (ObjectNode) realm.admin().read("/wrong-settings");
        saved.withObject("/attributes")
                .put("porter.mail.trasnports", "smtp")
                .put("porter.mail.transports", "smpt, smtp")
                .put("porter.limit.verify-email.ip", "abc");
        for (int i = 0; i < 2; i++) {
            assertThat(realm.admin().put("/wrong-settings", saved).status()).isEqualTo(204);
        }
        assertThat(realm.member("cleo", false).logIn(Realm.PASSWORD).status()).isEqualTo(200);

        assertThat(log().stream()
                        .filter(line -> line.contains("Realm wrong-settings: ") && line.contains("porter.mail.")))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .contains("WARN")
                                .contains(
                                        "unknown attribute porter.mail.trasnports, did you mean porter.mail.transports?"),
                        line -> assertThat(line)
                                .contains("WARN")
                                .contains(
                                        "attribute porter.mail.transports names the unknown transport 'smpt', did you mean"
                                                + " smtp?"));
        assertThat(log())
                .anyMatch(line ->
                        line.contains("Realm wrong-settings: ") && line.contains("porter.limit.verify-email.ip"));
    }

    /** All options of the journeys' server are read by somebody. */
    @Test
    void knownOptionsAreNotReported() throws IOException {
        assertThat(log()).noneMatch(line -> line.contains("Unknown option"));
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(stack.parts().keycloak().logFile());
    }
}
