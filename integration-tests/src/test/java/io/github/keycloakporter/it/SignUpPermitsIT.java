package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a registration form that comes back costs: the same for an address with an account and for one without. */
@OnPorter
class SignUpPermitsIT {

    private static final Map<String, String> PASSWORD =
            Map.of("password", Realm.PASSWORD, "password-confirm", Realm.PASSWORD, "termsAccepted", "on");

    private final PorterStack stack;

    SignUpPermitsIT(PorterStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @CsvSource({
        "safe, password, short, 0",
        "safe, password-confirm, other, 0",
        "safe, termsAccepted, , 0",
        "safe, lastName, , 0",
        "safe, homepage, filled, 0",
        "safe, firstName, A\u202Eda, 0",
        "safe, locale, en, 1",
        // the form tells of accounts: then it costs a permit whatever else is wrong
        "stock, password, short, 1",
        "stock, termsAccepted, , 1",
        "stock, lastName, , 0",
        "stock, homepage, filled, 0",
    })
    void oneReturnedFormCostsTheSame(String mode, String field, String value, int permits) {
        Realm realm = realm(mode);
        Person taken = realm.somebody(realm.member("taken", true).address());
        Person fresh = realm.newcomer("fresh");

        assertThat(costs(realm, fresh, field, value)).as("a fresh address").isEqualTo(permits);
        assertThat(costs(realm, taken, field, value))
                .as("an address with an account")
                .isEqualTo(permits);
    }

    /** What is used after one form in which one field is wrong, and all others are right. */
    private static int costs(Realm realm, Person person, String field, String value) {
        String query = "/" + realm.name() + "/porter-limits?ip=127.0.0.1";
        Admin.require(realm.admin().delete(query), "giving all permits back");
        Map<String, String> form = new HashMap<>(PASSWORD);
        form.put(field, value == null ? "" : value);
        if (field.equals("termsAccepted")) {
            form.remove(field);
        }
        Page answer = person.register(form);
        assertThat(answer.has("form#kc-register-form")).as(answer.toString()).isEqualTo(!field.equals("locale"));
        for (JsonNode limit : realm.admin().read(query)) {
            if (limit.get("action").asText().equals("register")
                    && limit.get("dimension").asText().equals("ip")) {
                return limit.get("used").asInt();
            }
        }
        throw new AssertionError("No limit register.ip");
    }

    /** With password and terms in the form. */
    private Realm realm(String mode) {
        return stack.realm("permits-" + mode, json -> {
            RegistrationIT.askForPassword(json);
            RegistrationIT.guard(json, "existing-account", mode);
            PorterStack.limit("register.ip", "20/1h").accept(json);
            for (JsonNode flow : json.withArray("authenticationFlows")) {
                for (JsonNode step : flow.path("authenticationExecutions")) {
                    if (step.path("authenticator").asText().equals("registration-terms-and-conditions")) {
                        ((ObjectNode) step).put("requirement", "REQUIRED");
                    }
                }
            }
        });
    }
}
