package io.github.keycloakporter.verification.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.verification.trust.AddressProofs.State;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import java.util.function.Consumer;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** On H2 with the real changelog, under the real Hibernate. */
class AddressProofsTest {

    private static final String REALM = "realm";
    private static final String ANNA = "anna";

    private EntityManagerFactory entityManagers;

    @BeforeEach
    void open() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE";
        JpaEntityProvider entities = new TrustEntitiesProviderFactory().create(null);
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            new Liquibase(entities.getChangelogLocation(), new ClassLoaderResourceAccessor(), database)
                    .update(new Contexts());
        }
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("porter-trust-test");
        entities.getEntities().forEach(configuration::managedClass);
        entityManagers =
                configuration.jdbcUrl(url).jdbcUsername("sa").jdbcPassword("").createEntityManagerFactory();
    }

    @AfterEach
    void close() {
        entityManagers.close();
    }

    @Test
    void anAccountIsUnknownThenUnprovenThenProvenForGood() {
        assertThat(state()).isEqualTo(State.UNKNOWN);
        commit(proofs -> proofs.addUnproven(REALM, ANNA));
        assertThat(state()).isEqualTo(State.UNPROVEN);
        commit(proofs -> proofs.addProof(REALM, ANNA));
        assertThat(state()).isEqualTo(State.PROVEN);
        commit(proofs -> proofs.addUnproven(REALM, ANNA));
        assertThat(state()).isEqualTo(State.PROVEN);
    }

    @Test
    void aTransactionSeesWhatItAdded() {
        commit(proofs -> {
            proofs.addUnproven(REALM, ANNA);
            assertThat(proofs.of(ANNA)).isEqualTo(State.UNPROVEN);
            proofs.addProof(REALM, ANNA);
            assertThat(proofs.of(ANNA)).isEqualTo(State.PROVEN);
        });
    }

    @Test
    void aStateThatIsKnownAddsNoRow() {
        commit(proofs -> proofs.addProof(REALM, ANNA));
        commit(proofs -> proofs.addProof(REALM, ANNA));
        commit(proofs -> proofs.addUnproven(REALM, ANNA));
        assertThat(rows()).isEqualTo(1);
    }

    /** Both saw nothing, both commit: no order of the commits loses the proof, and none of them fails. */
    @Test
    void twoNodesDoNotCollide() {
        try (EntityManager first = entityManagers.createEntityManager();
                EntityManager second = entityManagers.createEntityManager();
                EntityManager third = entityManagers.createEntityManager()) {
            for (EntityManager each : new EntityManager[] {first, second, third}) {
                each.getTransaction().begin();
            }
            new AddressProofs(first).addUnproven(REALM, ANNA);
            new AddressProofs(second).addUnproven(REALM, ANNA);
            new AddressProofs(third).addProof(REALM, ANNA);
            third.getTransaction().commit();
            first.getTransaction().commit();
            second.getTransaction().commit();
        }
        assertThat(rows()).isEqualTo(3);
        assertThat(state()).isEqualTo(State.PROVEN);
    }

    private State state() {
        return entityManagers.callInTransaction(em -> new AddressProofs(em).of(ANNA));
    }

    private long rows() {
        return entityManagers.callInTransaction(
                em -> em.createQuery("select count(e) from AddressProofEntity e", Long.class)
                        .getSingleResult());
    }

    private void commit(Consumer<AddressProofs> work) {
        entityManagers.runInTransaction(em -> work.accept(new AddressProofs(em)));
    }
}
