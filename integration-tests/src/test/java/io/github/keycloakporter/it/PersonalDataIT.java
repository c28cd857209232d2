package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/compliance/erasure.md says: what a deletion leaves, and the requests for an export. */
@OnPorter(nodes = 2)
class PersonalDataIT {

    private final PorterStack stack;
    private final Realm realm;
    /** Owners are told of changes there. */
    private final Realm told;

    PersonalDataIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("export", json -> json.put("displayName", "Export"));
        told = stack.realm(
                "erasure",
                PorterStack.withNotices()
                        // the email that reports the deletion stays, as documented
                        .andThen(json -> PorterStack.notice(json, "account-deleted", "off")));
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

    @Test
    void aDeletedUserIsInNoTable() throws SQLException {
        Person ada = told.newcomer("ada");
        ada.typeCode(ada.register(), ada.mailbox().next().code());
        String id = told.user(ada.address()).get("id").asText();
        String proven = ada.address();
        String other = told.freshAddress("ada-elsewhere");
        told.change(proven, Map.of("email", other));
        ada.mailbox().next();
        update("insert into PORTER_CLOSED_ACCOUNT (USER_ID, REALM_ID, CLOSED_AT) values ('" + id + "', '"
                + told.admin().read("/" + told.name()).get("id").asText() + "', 1)");
        assertThat(tablesWith(id))
                .contains("PORTER_MAIL", "PORTER_ADDRESS_PROOF", "PORTER_ADDRESS_CHANGE", "PORTER_CLOSED_ACCOUNT");
        assertThat(tablesWith(proven)).contains("PORTER_MAIL", "PORTER_ADDRESS_CHANGE");

        Admin.require(told.admin().delete("/" + told.name() + "/users/" + id), "deleting the user");

        assertThat(tablesWith(id)).isEmpty();
        assertThat(tablesWith(proven)).isEmpty();
        assertThat(tablesWith(other)).isEmpty();
        assertThat(count("PORTER_MAIL_EVENT where MAIL_ID not in (select ID from PORTER_MAIL)"))
                .isZero();
    }

    /** Porter's tables in which a row holds the value in any column. */
    private List<String> tablesWith(String value) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connection()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = connection.getMetaData().getTables(null, "PUBLIC", "PORTER\\_%", null)) {
                while (names.next()) {
                    tables.add(names.getString("TABLE_NAME"));
                }
            }
            assertThat(tables).hasSizeGreaterThanOrEqualTo(8);
            for (String table : tables) {
                if (holds(connection, table, value)) {
                    found.add(table);
                }
            }
        }
        return found;
    }

    private static boolean holds(Connection connection, String table, String value) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    String cell = rows.getString(i);
                    if (cell != null && cell.contains(value)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private int count(String from) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection connection() throws SQLException {
        DatabaseServer database = stack.parts().database();
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
