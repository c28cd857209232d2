package io.github.keycloakporter.spi.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.models.ModelException;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * What Keycloak asks of a store of single-use objects: the Javadoc of {@link SingleUseObjectProvider} and the needs of its
 * callers. An implementation extends this class and says what its nodes and transactions are.
 */
public abstract class SingleUseObjectContract {

    protected static final int HERE = 0;
    protected static final int THERE = 1;

    private final String key = UUID.randomUUID().toString();

    /** Runs the work in a session and a transaction of its own and commits. */
    protected abstract <T> T committed(int node, Function<SingleUseObjectProvider, T> work);

    /** Runs the work in a session and a transaction of its own and rolls back. */
    protected abstract void rolledBack(int node, Consumer<SingleUseObjectProvider> work);

    /** Runs the work in a session whose database refuses to commit at the end. */
    protected abstract void databaseFails(int node, Consumer<SingleUseObjectProvider> work);

    protected final void commit(int node, Consumer<SingleUseObjectProvider> work) {
        committed(node, store -> {
            work.accept(store);
            return null;
        });
    }

    private Map<String, String> get(int node) {
        return committed(node, store -> store.get(key));
    }

    private Map<String, String> remove(int node) {
        return committed(node, store -> store.remove(key));
    }

    private boolean contains(int node) {
        return committed(node, store -> store.contains(key));
    }

    private boolean putIfAbsent(int node) {
        return committed(node, store -> store.putIfAbsent(key, 60));
    }

    private boolean replace(int node, Map<String, String> notes) {
        return committed(node, store -> store.replace(key, notes));
    }

    private void put(long lifespanSeconds, Map<String, String> notes) {
        commit(HERE, store -> store.put(key, lifespanSeconds, notes));
    }

    @AfterEach
    void putTheClockBack() {
        Time.setOffset(0);
    }

    @Test
    void whatWasPutIsThereOnEveryNode() {
        put(60, Map.of("a", "1", "ü", "日本"));

        assertThat(get(HERE)).containsOnly(Map.entry("a", "1"), Map.entry("ü", "日本"));
        assertThat(get(THERE)).isEqualTo(get(HERE));
        assertThat(contains(THERE)).isTrue();
    }

    @Test
    void anUnknownKeyIsNothing() {
        commit(HERE, store -> {
            assertThat(store.get(key)).isNull();
            assertThat(store.remove(key)).isNull();
            assertThat(store.contains(key)).isFalse();
            assertThat(store.replace(key, Map.of("a", "1"))).isFalse();
        });
        assertThat(get(HERE)).as("replace must not make an entry").isNull();
    }

    @Test
    void aPutIsSeenByItsOwnSessionAtOnceAndByOthersAfterTheCommit() {
        commit(HERE, store -> {
            store.put(key, 60, Map.of("a", "1"));

            assertThat(store.get(key)).containsOnly(Map.entry("a", "1"));
            assertThat(store.contains(key)).isTrue();
            assertThat(store.putIfAbsent(key, 60)).isFalse();
            assertThat(get(THERE)).isNull();
        });
        assertThat(get(THERE)).containsOnly(Map.entry("a", "1"));
    }

    @Test
    void theLastPutOfASessionWins() {
        commit(HERE, store -> {
            store.put(key, 60, Map.of("a", "1"));
            store.put(key, 60, Map.of("a", "2"));
        });
        assertThat(get(THERE)).containsOnly(Map.entry("a", "2"));
    }

    @Test
    void aPutThatIsRolledBackNeverWas() {
        rolledBack(HERE, store -> store.put(key, 60, Map.of("a", "1")));
        assertThat(get(HERE)).isNull();
    }

    @Test
    void aPutIsTakenBackWhenTheDatabaseFails() {
        databaseFails(HERE, store -> store.put(key, 60, Map.of("a", "1")));
        assertThat(get(HERE)).isNull();
    }

    @Test
    void aSessionTakesBackItsOwnPut() {
        commit(HERE, store -> {
            store.put(key, 60, Map.of("a", "1"));
            assertThat(store.remove(key)).containsOnly(Map.entry("a", "1"));
            assertThat(store.remove(key)).isNull();
            assertThat(store.contains(key)).isFalse();
        });
        assertThat(get(HERE)).isNull();
    }

    @Test
    void aSessionReplacesItsOwnPut() {
        commit(HERE, store -> {
            store.put(key, 60, Map.of("a", "1"));
            assertThat(store.replace(key, Map.of("a", "2"))).isTrue();
        });
        assertThat(get(HERE)).containsOnly(Map.entry("a", "2"));
    }

    @Test
    void removeGivesTheNotesOnceAndStandsWhenRolledBack() {
        put(60, Map.of("a", "1"));

        rolledBack(HERE, store -> assertThat(store.remove(key)).containsOnly(Map.entry("a", "1")));

        assertThat(remove(THERE)).isNull();
        assertThat(remove(HERE)).isNull();
    }

    @Test
    void putIfAbsentTakesAKeyOnceAtOnceAndStandsWhenRolledBack() {
        rolledBack(HERE, store -> {
            assertThat(store.putIfAbsent(key, 60)).isTrue();
            assertThat(putIfAbsent(THERE)).isFalse();
        });
        assertThat(putIfAbsent(THERE)).isFalse();
        assertThat(get(THERE)).isEmpty();
        commit(HERE, store -> store.remove(key));
        assertThat(putIfAbsent(THERE)).isTrue();
    }

    @Test
    void noNotesComeBackAsAnEmptyMap() {
        put(60, Map.of());
        assertThat(get(HERE)).isNotNull().isEmpty();
        assertThat(remove(THERE)).isNotNull().isEmpty();

        put(60, null);
        assertThat(remove(THERE)).isNotNull().isEmpty();
    }

    @Test
    void notesWithoutAValueAreTolerated() {
        Map<String, String> notes = new HashMap<>();
        notes.put("response_type", "code");
        notes.put("prompt", null);
        put(60, notes);

        assertThat(get(HERE).get("prompt")).isNull();
        assertThat(get(HERE)).containsEntry("response_type", "code");
        assertThat(replace(HERE, notes)).isTrue();
        assertThat(get(HERE)).containsEntry("response_type", "code");
    }

    @Test
    void replaceChangesTheNotesAtOnceAndKeepsTheEnd() {
        put(60, Map.of("a", "1"));

        rolledBack(
                HERE, store -> assertThat(store.replace(key, Map.of("b", "2"))).isTrue());

        assertThat(get(THERE)).containsOnly(Map.entry("b", "2"));
        Time.setOffset(50);
        assertThat(replace(HERE, Map.of("c", "3"))).isTrue();
        Time.setOffset(61);
        assertThat(get(THERE)).isNull();
        assertThat(replace(HERE, Map.of("d", "4"))).isFalse();
    }

    @Test
    void anEntryEndsByKeycloaksClock() {
        put(60, Map.of("a", "1"));

        Time.setOffset(55);
        assertThat(get(THERE)).isNotNull();
        Time.setOffset(70);
        commit(THERE, store -> {
            assertThat(store.get(key)).isNull();
            assertThat(store.contains(key)).isFalse();
        });
        Time.setOffset(0);
        assertThat(get(THERE)).as("the clock was put back").isNotNull();
        Time.setOffset(70);
        assertThat(remove(HERE)).isNull();
    }

    @Test
    void aKeyWhoseEntryIsOverIsFree() {
        commit(HERE, store -> assertThat(store.putIfAbsent(key, 60)).isTrue());

        Time.setOffset(70);

        commit(THERE, store -> assertThat(store.putIfAbsent(key, 60)).isTrue());
        commit(HERE, store -> assertThat(store.putIfAbsent(key, 60)).isFalse());
        Time.setOffset(0);
        commit(HERE, store -> assertThat(store.contains(key)).isTrue());
    }

    @Test
    void aPointInTimeIsAcceptedForALifespan() {
        long epoch = Instant.now().getEpochSecond();
        commit(HERE, store -> assertThat(store.putIfAbsent(key, epoch)).isTrue());
        commit(THERE, store -> assertThat(store.contains(key)).isTrue());

        put(Long.MAX_VALUE, Map.of("a", "1"));
        assertThat(get(THERE)).isNotNull();
    }

    @Test
    void aLifespanHasToBePositive() {
        commit(HERE, store -> {
            for (long lifespan : new long[] {0, -1, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> store.put(key, lifespan, Map.of()))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> store.putIfAbsent(key, lifespan)).isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    void aKeyHasToBeGiven() {
        commit(HERE, store -> {
            assertThatThrownBy(() -> store.put(null, 60, Map.of())).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> store.get(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> store.remove(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> store.replace(null, Map.of())).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> store.putIfAbsent(null, 60)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> store.contains(null)).isInstanceOf(NullPointerException.class);
        });
    }

    @Test
    void aRevokedTokenIsPutAndLookedForAndNothingElse() {
        String revoked = key + SingleUseObjectProvider.REVOKED_KEY;
        commit(HERE, store -> store.put(revoked, 60, Map.of()));
        commit(THERE, store -> {
            assertThat(store.contains(revoked)).isTrue();
            assertThat(store.putIfAbsent(revoked, 60)).isFalse();
            assertThat(store.contains(key)).as("the token's id is another key").isFalse();
            assertThatThrownBy(() -> store.put(revoked, 60, Map.of("a", "1"))).isInstanceOf(ModelException.class);
            assertThatThrownBy(() -> store.get(revoked)).isInstanceOf(ModelException.class);
            assertThatThrownBy(() -> store.remove(revoked)).isInstanceOf(ModelException.class);
            assertThatThrownBy(() -> store.replace(revoked, Map.of())).isInstanceOf(ModelException.class);
        });
    }
}
