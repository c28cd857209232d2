package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RealmBulkheadTest {

    /** Three in progress and one ahead; of a realm two and one ahead. */
    private final RealmBulkhead bulkhead = new RealmBulkhead(3, 2);

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void oneRealmLeavesRoomForTheOthers() {
        assertThat(bulkhead.acquire("a")).isTrue();
        assertThat(bulkhead.acquire("a")).isTrue();
        assertThat(bulkhead.fullRealms()).isEmpty();
        assertThat(bulkhead.acquire("a")).as("the one ahead").isTrue();
        assertThat(bulkhead.acquire("a")).isFalse();
        assertThat(bulkhead.fullRealms()).containsExactly("a");
        assertThat(bulkhead.acquire("b")).isTrue();
        assertThat(bulkhead.acquire("c")).as("all are taken").isFalse();
        assertThat(bulkhead.free()).isZero();
    }

    @Test
    void whatIsReleasedCanBeTakenAgain() {
        for (int i = 0; i < 3; i++) {
            bulkhead.acquire("a");
        }
        for (int i = 0; i < 3; i++) {
            bulkhead.release("a");
        }
        assertThat(bulkhead.free()).isEqualTo(4);
        assertThat(bulkhead.fullRealms()).isEmpty();
        assertThat(bulkhead.acquire("a")).isTrue();
    }

    @Test
    void theOneAheadRunsAfterAnotherOfItsRealm() {
        submit("a", "a1");
        submit("a", "a2");
        submit("a", "a3");
        submit("b", "b1");
        assertThat(threads).as("two of a and one of b are in progress").hasSize(3);

        threads.remove().run();
        assertThat(done).as("the same thread continues with the one ahead").containsExactly("a1", "a3");
        threads.forEach(Runnable::run);
        assertThat(done).containsExactly("a1", "a3", "a2", "b1");
        assertThat(bulkhead.free()).isEqualTo(4);
    }

    @Test
    void aBatchThatIsRejectedTakesNoPlace() {
        for (int i = 0; i < 3; i++) {
            bulkhead.acquire("a");
            assertThatThrownBy(() -> bulkhead.execute(
                            task -> {
                                throw new RejectedExecutionException("stopped");
                            },
                            "a",
                            () -> done.add("never")))
                    .isInstanceOf(RejectedExecutionException.class);
            bulkhead.release("a");
        }
        submit("a", "a1");
        submit("a", "a2");
        assertThat(threads).hasSize(2);
    }

    private void submit(String realm, String name) {
        assertThat(bulkhead.acquire(realm)).isTrue();
        bulkhead.execute(threads::add, realm, () -> {
            done.add(name);
            bulkhead.release(realm);
        });
    }
}
