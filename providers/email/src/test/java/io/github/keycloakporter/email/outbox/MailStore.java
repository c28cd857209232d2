package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.crypto.RealmKeys;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.InMemoryActionLinks;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.EmailTransportProviderFactory;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** One database with the tables of the mail room, made by the real changelog, under the real Hibernate with Keycloak's settings. */
public final class MailStore implements AutoCloseable {

    /** Softly bounced twice, an address is suppressed. */
    static final OutboxConfig CONFIG = new OutboxConfig(
            List.of("smtp"),
            8,
            4,
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            12,
            Duration.ofSeconds(15),
            Duration.ofHours(1),
            Arrays.stream(MailKind.values()).collect(Collectors.toMap(kind -> kind, MailKind::patience)),
            Duration.ofDays(30),
            2,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    private final String jdbcUrl;
    private final EntityManagerFactory entityManagers;
    private final AtomicReference<String> lastSql = new AtomicReference<>();
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final RealmKeys keys = new RealmKeys();
    private final EventLog events = new EventLog();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final MailMetrics metrics = new MailMetrics(new SimpleMeterRegistry(), List.of("smtp"));
    private volatile ActionLinkProvider links = new InMemoryActionLinks();
    private volatile boolean down;
    private volatile MailRoute route;

    /** @param jdbcUrl of an empty database */
    public MailStore(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        JpaEntityProvider entities = new MailEntitiesProviderFactory().create(null);
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            migrate(connection, entities);
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException("No tables for the test", e);
        }
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("porter-mail-test");
        entities.getEntities().forEach(configuration::managedClass);
        entityManagers = configuration
                .jdbcUrl(jdbcUrl)
                .jdbcUsername(user)
                .jdbcPassword(password)
                .property("hibernate.jdbc.batch_size", "32")
                .property("hibernate.order_inserts", "true")
                .property("hibernate.order_updates", "true")
                .property("hibernate.default_batch_fetch_size", "8")
                .property("hibernate.query.in_clause_parameter_padding", "true")
                .property("hibernate.jdbc.fetch_size", "64")
                .property("hibernate.session_factory.statement_inspector", (StatementInspector) sql -> {
                    lastSql.set(sql);
                    return sql;
                })
                .createEntityManagerFactory();
    }

    /** As Keycloak's own updater does it for the entities of extensions. */
    private static void migrate(Connection connection, JpaEntityProvider entities) throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setDatabaseChangeLogTableName("DATABASECHANGELOG_PORTER");
        new Liquibase(entities.getChangelogLocation(), new ClassLoaderResourceAccessor(), database)
                .update(new Contexts());
    }

    /** Whether locking rows may also lock where new ones would go. */
    boolean locksGaps() {
        return jdbcUrl.startsWith("jdbc:mariadb:");
    }

    /** Keycloak's database for development. */
    boolean isH2() {
        return jdbcUrl.startsWith("jdbc:h2:");
    }

    /** The last statement that Hibernate made. */
    String lastSql() {
        return lastSql.get();
    }

    public ActionLinkProvider links() {
        return links;
    }

    public void links(ActionLinkProvider store) {
        links = store;
    }

    /** Whether every transaction fails, as while the database restarts. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** A session whose transaction has begun. */
    MailSession open() {
        return new MailSession(this);
    }

    /** In a session of its own, which commits. */
    <T> T call(Function<MailSession, T> work) {
        try (MailSession session = open()) {
            T result = work.apply(session);
            session.commit();
            return result;
        }
    }

    void run(Consumer<MailSession> work) {
        call(session -> {
            work.accept(session);
            return null;
        });
    }

    /** Empties the tables and forgets what was seen. */
    void clear() {
        run(session -> {
            for (String entity : List.of("MailEventEntity", "MailEntity", "SuppressionEntity")) {
                session.em().createQuery("delete from " + entity).executeUpdate();
            }
        });
        events.clear();
        wakeUps.set(0);
    }

    public KeycloakSessionFactory sessions() {
        return (KeycloakSessionFactory) Proxy.newProxyInstance(
                MailStore.class.getClassLoader(),
                new Class<?>[] {KeycloakSessionFactory.class},
                (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getProviderFactoriesStream" ->
                            Stream.of(
                                    arguments[0] == EmailTransportProvider.class
                                            ? factory(EmailTransportProviderFactory.class)
                                            : factory(EventListenerProviderFactory.class));
                        case "create" -> ThinSession.of(this);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private static Object factory(Class<?> type) {
        return Proxy.newProxyInstance(
                MailStore.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "isGlobal" -> true;
                        case "parallelism" -> Integer.MAX_VALUE;
                        default -> "smtp";
                    };
                });
    }

    /** Mails of every realm leave by it. */
    public void transport(MailRoute value) {
        route = value;
    }

    EmailTransportProvider transport() {
        return (EmailTransportProvider) Proxy.newProxyInstance(
                MailStore.class.getClassLoader(),
                new Class<?>[] {EmailTransportProvider.class},
                (proxy, method, arguments) -> Optional.ofNullable(route));
    }

    JpaEmailOutboxProvider outbox(KeycloakSession session) {
        return new JpaEmailOutboxProvider(session, CONFIG, metrics, ids, wakeUps::incrementAndGet);
    }

    EntityManager entityManager() {
        if (down) {
            throw new IllegalStateException("The database is down");
        }
        return entityManagers.createEntityManager();
    }

    RealmKeys keys() {
        return keys;
    }

    EventLog events() {
        return events;
    }

    /** How often the dispatcher was told that something is queued. */
    AtomicInteger wakeUps() {
        return wakeUps;
    }

    MailMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
