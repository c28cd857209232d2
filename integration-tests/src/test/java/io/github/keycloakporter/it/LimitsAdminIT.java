package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /admin/realms/{realm}/porter-limits}. */
@OnPorter
class LimitsAdminIT {

    private final Realm realm;
    private final String limits;

    LimitsAdminIT(PorterStack stack) {
        realm = stack.realm("limited", changed -> {
            changed.put("adminEventsEnabled", true);
            // off by the options of the stack that all journeys share
            changed.withObject("/attributes")
                    .put("porter.limit.register.ip", "7/1h")
                    .put("porter.limit.register.subnet", "20/1h");
        });
        limits = "/" + realm.name() + "/porter-limits";
    }

    @Test
    void whoAskedForAMailHasUsedItAndGetsItBack() {
        Person ada = realm.newcomer("ada");
        ada.register();
        ada.mailbox().next();
        String id = realm.user(ada.address()).get("id").asText();

        JsonNode used = realm.admin().read(limits + "?user=" + id);
        assertThat(dimensions(used)).containsExactly("address", "mailbox", "user");
        JsonNode cooldown = limit(used, "verify-email", "user", "1/1m");
        assertThat(cooldown.get("used").asInt()).isEqualTo(1);
        assertThat(cooldown.get("fullAgainIn").asInt()).isBetween(1, 60);
        assertThat(limit(used, "code-try", "user", "10/1h").get("used").asInt()).isZero();
        assertThat(limit(realm.admin().read(limits + "?address=" + ada.address()), "verify-email", "address", "1/1m")
                        .get("used")
                        .asInt())
                .isEqualTo(1);

        Rest.Answer reset = realm.admin().delete(limits + "?user=" + id);

        assertThat(reset.status()).as(reset.toString()).isEqualTo(204);
        assertThat(realm.admin().read(limits + "?user=" + id))
                .allSatisfy(limit -> assertThat(limit.get("used").asInt()).isZero());
        assertThat(lastReset("porter-limits/user/" + id).toString()).doesNotContain(ada.address());
    }

    @Test
    void anAddressIsLiftedWithoutBeingNamed() {
        Person ben = realm.newcomer("ben");
        ben.register();
        ben.mailbox().next();
        String query = limits + "?address=" + ben.address().toUpperCase(Locale.ROOT);
        assertThat(realm.admin().read(query))
                .anySatisfy(limit -> assertThat(limit.get("used").asInt()).isPositive());

        assertThat(realm.admin().delete(query).status()).isEqualTo(204);

        assertThat(realm.admin().read(query))
                .isNotEmpty()
                .allSatisfy(limit -> assertThat(limit.get("used").asInt()).isZero());
        JsonNode event = lastReset("porter-limits/address/");
        assertThat(event.toString()).doesNotContainIgnoringCase(ben.address());
    }

    @Test
    void anIpIsListedWithItsSubnetAndTheRealmsOwnRates() {
        JsonNode listed = realm.admin().read(limits + "?ip=192.0.2.7");

        assertThat(dimensions(listed)).containsExactly("ip", "subnet");
        assertThat(limit(listed, "register", "ip", "7/1h").get("fullAgainIn").asInt())
                .isZero();
        assertThat(realm.admin().delete(limits + "?ip=2001:db8::1").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "'', user, only one",
        "?user=, user, only one",
        "?user=a&ip=192.0.2.7, ip, only one",
        "?address=nobody, address, e-mail address",
        "?ip=proxy.example, ip, IPv4 or IPv6",
        "?ip=192.0.2.777, ip, IPv4 or IPv6"
    })
    void aBadParameterIsNamed(String query, String name, String allowed) {
        for (Rest.Answer answer :
                List.of(realm.admin().get(limits + query), realm.admin().delete(limits + query))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).isEqualTo(name);
            assertThat(answer.json().get("errorMessage").asText())
                    .startsWith(name + " must be")
                    .contains(allowed);
        }
    }

    @Test
    void aUserWhoIsNotThereIsNotFound() {
        assertThat(realm.admin().get(limits + "?user=nobody").status()).isEqualTo(404);
    }

    @Test
    void onlyWhoMaySeesAndLifts() {
        Person ada = realm.member("ada", true);
        String user = limits + "?user=" + realm.user(ada.address()).get("id").asText();
        String address = limits + "?address=" + ada.address();
        String ip = limits + "?ip=192.0.2.7";

        assertThat(realm.admin().as("not a token").get(user).status()).isEqualTo(401);
        Admin nobody = realm.administrator();
        for (String query : List.of(user, address, ip, limits + "?user=nobody")) {
            assertThat(nobody.get(query).status()).as(query).isEqualTo(403);
            assertThat(nobody.delete(query).status()).as(query).isEqualTo(403);
        }
        Admin ofUsers = realm.administrator("view-users");
        assertThat(ofUsers.get(user).status()).isEqualTo(200);
        assertThat(ofUsers.delete(user).status()).isEqualTo(403);
        assertThat(ofUsers.get(address).status()).isEqualTo(403);
        Admin helper = realm.administrator("manage-users");
        assertThat(helper.delete(user).status()).isEqualTo(204);
        assertThat(helper.delete(ip).status()).isEqualTo(403);
        Admin ofRealm = realm.administrator("view-realm");
        assertThat(ofRealm.get(address).status()).isEqualTo(200);
        assertThat(ofRealm.get(ip).status()).isEqualTo(200);
        assertThat(ofRealm.delete(address).status()).isEqualTo(403);
        Admin operator = realm.administrator("manage-realm");
        assertThat(operator.delete(address).status()).isEqualTo(204);
        assertThat(operator.delete(ip).status()).isEqualTo(204);
    }

    private static Set<String> dimensions(JsonNode listed) {
        return new TreeSet<>(listed.findValuesAsText("dimension"));
    }

    private static JsonNode limit(JsonNode listed, String action, String dimension, String rate) {
        for (JsonNode limit : listed) {
            if (limit.get("action").asText().equals(action)
                    && limit.get("dimension").asText().equals(dimension)
                    && limit.get("rate").asText().equals(rate)) {
                return limit;
            }
        }
        throw new AssertionError("No " + action + "." + dimension + " " + rate + " in " + listed);
    }

    private JsonNode lastReset(String path) {
        JsonNode events = realm.admin().read("/" + realm.name() + "/admin-events?operationTypes=DELETE");
        for (JsonNode event : events) {
            if (event.get("resourcePath").asText().startsWith(path)) {
                assertThat(event.get("resourceType").asText()).isEqualTo("RATE_LIMIT");
                return event;
            }
        }
        throw new AssertionError("No admin event of " + path + " in " + events);
    }
}
