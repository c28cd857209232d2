package io.github.keycloakporter.notifications.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** An H2 database with our tables, made by the real changelog, under the real Hibernate. */
final class NoticeTables implements AutoCloseable {

    private final EntityManagerFactory entityManagers;

    NoticeTables() {
        // "value" is a keyword of H2's and a column of Keycloak's: the same address as in the server
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE";
        JpaEntityProvider entities = new NoticeEntitiesProviderFactory().create(null);
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            new Liquibase(entities.getChangelogLocation(), new ClassLoaderResourceAccessor(), database)
                    .update(new Contexts());
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException("No tables for the test", e);
        }
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("porter-notices-test");
        entities.getEntities().forEach(configuration::managedClass);
        entityManagers =
                configuration.jdbcUrl(url).jdbcUsername("sa").jdbcPassword("").createEntityManagerFactory();
    }

    /** In a transaction of its own, which commits. */
    <T> T call(Function<EntityManager, T> work) {
        return entityManagers.callInTransaction(work::apply);
    }

    EntityManager open() {
        return entityManagers.createEntityManager();
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
