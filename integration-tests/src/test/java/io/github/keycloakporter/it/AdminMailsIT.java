package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /admin/realms/{realm}/mails}. */
@OnPorter
class AdminMailsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final PorterStack stack;
    private final Realm realm;
    private final String mails;

    AdminMailsIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("mails", changed -> changed.put("adminEventsEnabled", true));
        mails = "/" + realm.name() + "/mails";
    }

    @Test
    void mailsAreListedNewestFirst() {
        Person ada = realm.newcomer("ada");
        ada.register();
        ada.mailbox().next();
        String userId = realm.user(ada.address()).get("id").asText();
        String ofAda = mails + "?userId=" + userId;
        await().atMost(SOON)
                .until(() -> realm.admin().read(ofAda + "&status=sent").size() == 1);

        JsonNode mail = realm.admin().read(ofAda).get(0);
        assertThat(mail.get("kind").asText()).isEqualTo("verify-email");
        assertThat(mail.get("status").asText()).isEqualTo("sent");
        assertThat(mail.get("recipient").asText()).isEqualTo(ada.address());
        assertThat(mail.get("subject").asText()).isNotBlank();
        assertThat(mail.get("attempts").asInt()).isEqualTo(1);
        assertThat(mail.get("transport").asText()).isEqualTo("smtp");
        assertThat(mail.get("expiresAt").asLong())
                .isGreaterThan(mail.get("createdAt").asLong());
        assertThat(realm.admin().read(mails + "/" + mail.get("id").asText())).isEqualTo(mail);

        assertThat(realm.admin().read(ofAda + "&kind=VERIFY_EMAIL")).hasSize(1);
        assertThat(realm.admin().read(ofAda + "&kind=password-reset")).isEmpty();
        assertThat(realm.admin().read(ofAda + "&first=1")).isEmpty();
        assertThat(realm.admin().get(mails + "/none").status()).isEqualTo(404);

        Person ben = realm.newcomer("ben");
        ben.register();
        assertThat(realm.admin().read(mails + "?max=1").get(0).get("recipient").asText())
                .isEqualTo(ben.address());
    }

    @ParameterizedTest
    @CsvSource({
        "?status=lost, status, bounced",
        "?kind=letter, kind, verify-email",
        "?first=-1, first, from 0",
        "?max=1001, max, from 1 to 1000",
        "?max=many, max, from 1 to 1000",
        "/suppressions?max=0, max, from 1 to 1000",
        "/suppressions?reason=typo, reason, hard-bounce",
        "/suppressions?from=yesterday, from, 2026-01-31T08:00:00Z"
    })
    void aBadParameterIsNamed(String query, String name, String allowed) {
        Rest.Answer answer = realm.admin().get(mails + query);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo(name);
        assertThat(answer.json().get("errorMessage").asText())
                .startsWith(name + " must be")
                .contains(allowed);
    }

    @Test
    void onlyWhoMaySeeUsersSeesMails() {
        Person nobody = realm.member("nobody", true);
        Admin powerless = realm.admin().as(token(nobody));
        for (String path : List.of("", "/some", "/suppressions", "/suppressions/a@example.org")) {
            assertThat(powerless.get(mails + path).status()).as(path).isEqualTo(403);
        }
        assertThat(powerless.delete(mails + "/suppressions/a@example.org").status())
                .isEqualTo(403);
        assertThat(powerless.delete(mails + "/suppressions?reason=hard-bounce").status())
                .isEqualTo(403);
        assertThat(realm.admin().as("not a token").get(mails).status()).isEqualTo(401);

        Person viewer = realm.member("viewer", true);
        grant(viewer, "view-users");
        Admin looking = realm.admin().as(token(viewer));
        assertThat(looking.get(mails).status()).isEqualTo(200);
        assertThat(looking.get(mails + "/suppressions").status()).isEqualTo(200);
        assertThat(looking.delete(mails + "/suppressions/a@example.org").status())
                .isEqualTo(403);
    }

    @Test
    void aSuppressionIsLiftedByAddressOrById() {
        for (boolean byId : new boolean[] {false, true}) {
            Person cleo = realm.newcomer("cleo");
            String entry = mails + "/suppressions/" + cleo.address();
            assertThat(realm.admin().get(entry).status()).isEqualTo(404);
            assertThat(realm.admin().delete(entry).status()).isEqualTo(404);
            stack.parts().inbox().refuse(cleo.address());
            cleo.register();
            await().atMost(SOON).until(() -> realm.admin().get(entry).status() == 200);

            JsonNode suppression = realm.admin().read(entry);
            String id = suppression.get("id").asText();
            assertThat(suppression.get("reason").asText()).isEqualTo("hard-bounce");
            assertThat(realm.admin()
                            .read(mails + "/" + suppression.get("mailId").asText())
                            .get("status")
                            .asText())
                    .isEqualTo("bounced");
            assertThat(realm.admin().read(mails + "/suppressions").findValuesAsText("id"))
                    .contains(id);

            Rest.Answer lifted = realm.admin().delete(byId ? mails + "/suppressions/" + id : entry);
            assertThat(lifted.status()).as(lifted.toString()).isEqualTo(204);
            assertThat(realm.admin().get(entry).status()).isEqualTo(404);
            JsonNode event = realm.admin()
                    .read("/" + realm.name() + "/admin-events?operationTypes=DELETE")
                    .get(0);
            assertThat(event.get("resourceType").asText()).isEqualTo("MAIL_SUPPRESSION");
            assertThat(event.get("resourcePath").asText()).isEqualTo("mails/suppressions/" + id);
            assertThat(event.toString()).doesNotContain(cleo.address());
        }
    }

    @Test
    void manySuppressionsAreLiftedAtOnce() {
        Realm many = stack.realm("mails-many", changed -> changed.put("adminEventsEnabled", true));
        String suppressions = "/" + many.name() + "/mails/suppressions";
        for (int i = 0; i < 3; i++) {
            Person dora = many.newcomer("dora");
            stack.parts().inbox().refuse(dora.address());
            dora.register();
        }
        await().atMost(SOON).until(() -> many.admin().read(suppressions).size() == 3);
        JsonNode first = many.admin().read(suppressions).get(2);
        assertThat(first.get("diagnosis").asText()).isEqualTo("smtp 550 5.1.1");
        assertThat(first.has("until"))
                .as("a mailbox that is gone does not come back")
                .isFalse();
        long second = many.admin().read(suppressions).get(1).get("since").asLong();

        assertThat(many.admin().delete(suppressions).status())
                .as("without a reason")
                .isEqualTo(400);
        assertThat(many.admin().read(suppressions + "?reason=complaint")).isEmpty();
        assertThat(many.admin()
                        .delete(suppressions + "?reason=complaint")
                        .json()
                        .get("lifted")
                        .asInt())
                .isZero();
        Rest.Answer lifted = many.admin().delete(suppressions + "?reason=hard-bounce&from=" + second);
        assertThat(lifted.status()).as(lifted.toString()).isEqualTo(200);
        assertThat(lifted.json().get("lifted").asInt()).isEqualTo(2);
        assertThat(many.admin().read(suppressions)).containsExactly(first);
        JsonNode event = many.admin()
                .read("/" + many.name() + "/admin-events?operationTypes=DELETE")
                .get(0);
        assertThat(event.get("resourcePath").asText()).isEqualTo("mails/suppressions");

        many.admin().delete(suppressions + "?reason=hard-bounce&until=2020-01-01");
        assertThat(many.admin().read(suppressions)).hasSize(1);
    }

    private String token(Person person) {
        return Admin.require(realm.app().directGrant(person.address(), Realm.PASSWORD), "log-in")
                .json()
                .get("access_token")
                .asText();
    }

    private void grant(Person person, String role) {
        String client = realm.admin()
                .read("/" + realm.name() + "/clients?clientId=realm-management")
                .get(0)
                .get("id")
                .asText();
        JsonNode found = realm.admin().read("/" + realm.name() + "/clients/" + client + "/roles/" + role);
        Map<String, String> mapping =
                Map.of("id", found.get("id").asText(), "name", found.get("name").asText());
        String user = realm.user(person.address()).get("id").asText();
        Admin.require(
                realm.admin()
                        .post(
                                "/" + realm.name() + "/users/" + user + "/role-mappings/clients/" + client,
                                List.of(mapping)),
                "granting " + role);
    }
}
