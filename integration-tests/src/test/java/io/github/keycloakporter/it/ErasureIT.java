package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the whole database holds of a user who was deleted. docs/compliance/erasure.md says the same. */
@OnPorter(nodes = 2)
class ErasureIT {

    private final PorterStack stack;
    private final Realm realm;

    ErasureIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("erasure", json -> json.put("displayName", "Erasure"));
    }

    @Test
    void whatIsLeftOfADeletedUser() throws SQLException {
        Person ada = realm.member("ada-of-the-erasure", true);
        ada.forget();
        ada.mailbox().next();
        String path = "/" + realm.name() + "/users/"
                + realm.user(ada.address()).get("id").asText();
        Admin.require(
                realm.admin().put(path, Map.of("email", "new-" + ada.address(), "emailVerified", true)), "new address");
        ada.mailbox().next();
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(columnsWith(ada.address())).contains("porter_mail.recipient", "porter_address_change.old_address");
        assertThat(columnsWith(id)).contains("porter_mail.user_id", "user_entity.id");

        Admin.require(realm.admin().delete(path), "deletion");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(columnsWith(id))
                        .containsExactly("admin_event_entity.resource_path", "event_entity.user_id"));
        assertThat(columnsWith(ada.address()))
                .containsExactly("event_entity.details_json_long_value", "porter_mail.recipient");
    }

    @Test
    void whatAnExportHas() {
        Person ben = realm.member("ben-of-the-export", true);
        ben.forget();
        ben.mailbox().next();
        String shop = "/" + realm.name();
        String id = realm.user(ben.address()).get("id").asText();

        assertThat(realm.admin().read(shop + "/users/" + id).toString()).contains(ben.address());
        assertThat(realm.admin().read(shop + "/users/" + id + "/credentials")).isNotEmpty();
        assertThat(realm.admin().read(shop + "/users/" + id + "/sessions").isArray())
                .isTrue();
        assertThat(realm.admin().read(shop + "/events?user=" + id).toString()).contains("RESET_PASSWORD");
        assertThat(realm.admin().read(shop + "/mails?userId=" + id).toString()).contains("password-reset");
        assertThat(realm.admin()
                        .get(shop + "/mails/suppressions/" + ben.address())
                        .status())
                .isEqualTo(404);
    }

    /** Every column of every table that has the text in it. */
    private Set<String> columnsWith(String text) throws SQLException {
        DatabaseServer database = stack.parts().database();
        Set<String> found = new TreeSet<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement columns = connection.prepareStatement(
                        "select table_name, column_name from information_schema.columns where table_schema = 'public'"
                                + " and data_type in ('text', 'character varying')");
                ResultSet column = columns.executeQuery()) {
            while (column.next()) {
                String name = column.getString(1) + "." + column.getString(2);
                try (PreparedStatement look = connection.prepareStatement("select 1 from " + column.getString(1)
                        + " where position(? in " + column.getString(2) + ") > 0 limit 1")) {
                    look.setString(1, text);
                    if (look.executeQuery().next()) {
                        found.add(name);
                    }
                }
            }
        }
        return found;
    }
}
