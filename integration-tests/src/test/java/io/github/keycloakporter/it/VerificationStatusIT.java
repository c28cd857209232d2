package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the waiting page polls answers the sessions that came to the gate, and no others. */
@OnPorter
class VerificationStatusIT {

    private final Realm realm;

    VerificationStatusIT(PorterStack stack) {
        realm = stack.realm("name-first", VerificationStatusIT::withNameFirst);
    }

    private static void withNameFirst(ObjectNode json) {
        json.put("browserFlow", "name first");
        ArrayNode steps = json.withArray("authenticationFlows")
                .addObject()
                .put("alias", "name first")
                .put("providerId", "basic-flow")
                .put("topLevel", true)
                .put("builtIn", false)
                .putArray("authenticationExecutions");
        steps.addObject()
                .put("authenticator", "auth-username-form")
                .put("requirement", "REQUIRED")
                .put("priority", 10);
        steps.addObject()
                .put("authenticator", "auth-password-form")
                .put("requirement", "REQUIRED")
                .put("priority", 20);
    }

    @Test
    void aTypedNameIsNoLogin() {
        Person verified = realm.member("ada", true);
        Person unverified = realm.member("ben", false);
        Person unknown = realm.newcomer("nobody");
        Page status = typeName(unknown);
        assertThat(status.status()).isEqualTo(404);
        assertThat(typeName(verified).body()).isEqualTo(status.body());
        assertThat(typeName(unverified).body()).isEqualTo(status.body());
    }

    /** Types the name into the first form, and asks for the status of that session. */
    private Page typeName(Person person) {
        Page form = person.openLogin();
        String tab = form.find("form#kc-form-login").absUrl("action").replaceAll(".*tab_id=([^&]*).*", "$1");
        person.browser().submit(form, form.find("form#kc-form-login"), Map.of("username", person.address()));
        return person.browser()
                .open(realm.url() + "/verification/status?client_id=" + App.CLIENT_ID + "&tab_id=" + tab);
    }

    @Test
    void theGateAndItsDecoyAreAnswered() {
        Person ada = realm.newcomer("ada");
        assertThat(ada.status(ada.register()).status()).isEqualTo(200);
        Person decoy = realm.somebody(realm.member("owner", true).address());
        assertThat(decoy.status(decoy.register()).status()).isEqualTo(200);
    }

    /** The waiting page in another tab of the same browser goes on by this. */
    @Test
    void aSessionThatHasPassedTheGateIsAnswered() {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        Page password = ada.typeCode(waiting, ada.mailbox().next().code());
        assertThat(password.has("form#kc-passwd-update-form"))
                .as(password.toString())
                .isTrue();
        assertThat(ada.status(waiting).body()).contains("\"verified\":true");
    }
}
