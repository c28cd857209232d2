package io.github.keycloakporter.recovery.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.crypto.RealmKeys;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.DefaultJpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;

/** On the table that the real changelog creates, under the real Hibernate. */
class ResetQueueTest {

    private static final RealmModel REALM = TestRealm.withId("realm");

    private final RealmKeys keys = new RealmKeys();
    private EntityManagerFactory entityManagers;

    @BeforeEach
    void createTable() throws Exception {
        // as Keycloak opens H2: "value" is a keyword of H2's and a column of Keycloak's
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE";
        JpaEntityProvider entities = new RecoveryEntitiesProviderFactory().create(null);
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            new Liquibase(
                            entities.getChangelogLocation(),
                            new ClassLoaderResourceAccessor(),
                            DatabaseFactory.getInstance()
                                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                    .update(new Contexts());
        }
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("porter-reset-test");
        entities.getEntities().forEach(configuration::managedClass);
        entityManagers =
                configuration.jdbcUrl(url).jdbcUsername("sa").jdbcPassword("").createEntityManagerFactory();
    }

    @AfterEach
    void close() {
        Time.setOffset(0);
        entityManagers.close();
    }

    @Test
    void aRequestComesBackWholeAndOnce() {
        add(request("ann@example.org"));
        ResetQueue.Taken taken = take().get(0);
        assertThat(taken.tries()).isEqualTo(1);
        ResetRequest found = remove(taken).orElseThrow();
        assertThat(found).usingRecursiveComparison().isEqualTo(request("ann@example.org"));
        assertThat(found.event().getDetails()).containsEntry("code_id", "x");
        assertThat(remove(taken)).isEmpty();
        assertThat(take()).isEmpty();
    }

    @Test
    void theNameIsNotReadableAtRest() {
        add(request("ann@example.org"));
        byte[] content =
                call(queue -> null, em -> em.createQuery("select r.content from ResetRequestEntity r", byte[].class)
                        .getSingleResult());
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("ann", "192.0.2.1", "app");
    }

    @Test
    void aRequestOfANodeThatDiedIsTakenAgainAfterItsLease() {
        add(request("ann"));
        take();
        assertThat(take()).isEmpty();
        Time.setOffset((int) ResetQueue.LEASE.toSeconds() + 1);
        assertThat(take()).singleElement().satisfies(again -> {
            assertThat(again.tries()).isEqualTo(2);
            assertThat(again.isExhausted()).isFalse();
        });
    }

    @Test
    void aRequestIsNotTriedForEver() {
        assertThat(new ResetQueue.Taken("id", ResetQueue.MAX_TRIES).isExhausted())
                .isFalse();
        assertThat(new ResetQueue.Taken("id", ResetQueue.MAX_TRIES + 1).isExhausted())
                .isTrue();
    }

    @Test
    void aRolledBackAttemptLeavesTheRequest() {
        add(request("ann"));
        ResetQueue.Taken taken = take().get(0);
        try (EntityManager em = entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            assertThat(new ResetQueue(session(em)).remove(taken.id())).isPresent();
            em.getTransaction().rollback();
        }
        assertThat(remove(taken)).isPresent();
    }

    @Test
    void aRequestThatNoKeyOpensIsRemoved() {
        add(request("ann"));
        keys.replace();
        ResetQueue.Taken taken = take().get(0);
        assertThat(remove(taken)).isEmpty();
        Time.setOffset(3600);
        assertThat(take()).isEmpty();
    }

    private void add(ResetRequest request) {
        call(
                queue -> {
                    queue.add(REALM, request);
                    return null;
                },
                em -> null);
    }

    private List<ResetQueue.Taken> take() {
        return call(queue -> queue.take(10), null);
    }

    private Optional<ResetRequest> remove(ResetQueue.Taken taken) {
        return call(queue -> queue.remove(taken.id()), null);
    }

    private <T> T call(Function<ResetQueue, T> work, Function<EntityManager, T> then) {
        return entityManagers.callInTransaction(em -> {
            T result = work.apply(new ResetQueue(session(em)));
            return then == null ? result : then.apply(em);
        });
    }

    private KeycloakSession session(EntityManager em) {
        RealmProvider realms = (RealmProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RealmProvider.class}, (proxy, method, arguments) -> REALM);
        return (KeycloakSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getProvider" -> new DefaultJpaConnectionProvider(em);
                    case "keys" -> keys.asKeyManager();
                    case "realms" -> realms;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static ResetRequest request(String name) {
        URI base = URI.create("https://id.example.org/");
        Event event = new Event();
        event.setType(EventType.RESET_PASSWORD);
        event.setIpAddress("192.0.2.1");
        event.setDetails(java.util.Map.of("code_id", "x"));
        return new ResetRequest(
                1_000_000,
                "realm",
                null,
                name,
                "app",
                "a.b.c",
                base,
                base,
                "192.0.2.1",
                "en",
                false,
                event,
                new MailConfig(true, false));
    }
}
