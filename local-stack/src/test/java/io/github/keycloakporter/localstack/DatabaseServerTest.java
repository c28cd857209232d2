package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class DatabaseServerTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource
    void keepsItsDataOverStopAndKillAndDeletesItAtTheEnd(Database kind) throws Exception {
        DatabaseServer server = DatabaseServer.start(kind, dir);
        try {
            ask(server, "CREATE TABLE T (C VARCHAR(20))", "INSERT INTO T VALUES ('Пётр 🚪')");
            server.stop();
            assertThatThrownBy(() -> count(server)).isInstanceOf(SQLException.class);
            server.restart();
            assertThat(count(server)).isEqualTo(1);
            ask(server, "INSERT INTO T VALUES ('second')");
            if (kind != Database.H2) {
                server.kill();
                server.restart();
            }
            assertThat(count(server)).isEqualTo(2);
        } finally {
            server.close();
        }
        assertThat(dir.resolve("data")).doesNotExist();
        assertThat(server.logFile()).exists();
        assertThatThrownBy(() -> count(server)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void stopsWhileSomebodyIsConnected(Database kind) throws Exception {
        DatabaseServer server = DatabaseServer.start(kind, dir);
        try (Connection connection = connect(server)) {
            assertThat(connection.isValid(5)).isTrue();
            server.close();
            assertThat(connection.isValid(5)).isFalse();
        } finally {
            server.close();
        }
    }

    private static void ask(DatabaseServer server, String... statements) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long count(DatabaseServer server) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM T")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Connection connect(DatabaseServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
