package io.github.keycloakporter.notifications.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressChangesTest {

    private final NoticeTables tables = new NoticeTables();

    @AfterEach
    void close() {
        tables.close();
    }

    /** Stolen at 20 and moved on at 30: the owner's return ends the thief's links and nothing else. */
    @Test
    void takingOneBackTakesTheLaterOnesWithIt() {
        String first = add("anna", "first@example.org", 10);
        String owners = add("anna", "owner@example.org", 20);
        String thiefs = add("anna", "thief@example.org", 30);
        String others = add("ben", "ben@example.org", 30);

        takeBack(owners);

        assertThat(find(owners, "anna")).isEmpty();
        assertThat(find(thiefs, "anna")).isEmpty();
        assertThat(find(first, "anna")).map(AddressChanges.Change::oldAddress).contains("first@example.org");
        assertThat(find(others, "ben")).isPresent();
    }

    @Test
    void theThiefsReturnLeavesTheOwnersLinkAlone() {
        String owners = add("anna", "owner@example.org", 20);
        takeBack(add("anna", "thief@example.org", 30));
        assertThat(find(owners, "anna")).isPresent();
    }

    @Test
    void aChangeBelongsToOneUser() {
        assertThat(find(add("anna", "anna@example.org", 10), "ben")).isEmpty();
    }

    private String add(String user, String address, long at) {
        return call(em -> new AddressChanges(em, TestRealm.withId("realm")).add(user, address, at, at + 1000));
    }

    private Optional<AddressChanges.Change> find(String id, String user) {
        return call(em -> new AddressChanges(em, TestRealm.withId("realm")).find(id, user));
    }

    private void takeBack(String id) {
        call(em -> {
            AddressChanges changes = new AddressChanges(em, TestRealm.withId("realm"));
            changes.takeBack(changes.find(id, "anna").orElseThrow(), "anna");
            return null;
        });
    }

    private <T> T call(Function<EntityManager, T> work) {
        return tables.call(work);
    }
}
