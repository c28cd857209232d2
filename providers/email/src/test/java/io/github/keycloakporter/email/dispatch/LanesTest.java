package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LanesTest {

    /** Started by hand, so that the order is the test's. */
    private final List<Runnable> threads = new ArrayList<>();

    private final List<String> done = new ArrayList<>();
    private final Lanes lanes = new Lanes(threads::add, 2);

    @Test
    void oneRealmHasItsThreadsAndNoMore() {
        submit("a", "a1", "a2", "a3", "a4");
        submit("b", "b1");
        assertThat(threads).as("two of one realm, one of the other").hasSize(3);
    }

    @Test
    void aThreadThatIsFreeTakesTheNextOfItsRealm() {
        submit("a", "a1", "a2", "a3", "a4");
        threads.get(0).run();
        assertThat(done).containsExactly("a1", "a3", "a4");
        threads.get(1).run();
        assertThat(done).containsExactly("a1", "a3", "a4", "a2");
    }

    @Test
    void anEmptyLaneStartsAnew() {
        submit("a", "a1");
        threads.get(0).run();
        submit("a", "a2", "a3", "a4");
        assertThat(threads).hasSize(3);
        threads.get(1).run();
        threads.get(2).run();
        assertThat(done).containsExactlyInAnyOrder("a1", "a2", "a3", "a4");
    }

    @Test
    void whatTheWorkersRefuseLeavesNoPlaceTaken() {
        List<Runnable> taken = new ArrayList<>();
        boolean[] closed = {true};
        Lanes refused = new Lanes(
                task -> {
                    if (closed[0]) {
                        throw new RejectedExecutionException();
                    }
                    taken.add(task);
                },
                1);
        assertThatThrownBy(() -> refused.submit("a", () -> {})).isInstanceOf(RejectedExecutionException.class);
        closed[0] = false;
        refused.submit("a", () -> {});
        assertThat(taken).hasSize(1);
    }

    private void submit(String realm, String... parcels) {
        for (String parcel : parcels) {
            lanes.submit(realm, () -> done.add(parcel));
        }
    }
}
