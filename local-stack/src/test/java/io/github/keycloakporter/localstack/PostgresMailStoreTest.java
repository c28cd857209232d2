package io.github.keycloakporter.localstack;

import io.github.keycloakporter.email.outbox.MailStore;
import io.github.keycloakporter.email.outbox.MailStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PostgresMailStoreTest extends MailStoreContract {

    @TempDir
    static Path dir;

    private DatabaseServer database;

    @Override
    protected MailStore startStore() {
        database = DatabaseServer.start(Database.POSTGRES, dir);
        return new MailStore(database.jdbcUrl(), database.user(), database.password());
    }

    @AfterAll
    void stopDatabase() {
        database.close();
    }
}
