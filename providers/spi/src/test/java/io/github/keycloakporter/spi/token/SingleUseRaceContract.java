package io.github.keycloakporter.spi.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.keycloak.models.SingleUseObjectProvider;

/** Many threads on two nodes want the same keys at the same time: one wins each. */
public abstract class SingleUseRaceContract {

    private static final int THREADS = 20;
    private static final int KEYS = 100;

    /** Runs the work in a session and a transaction of its own and commits. */
    protected abstract <T> T committed(int node, Function<SingleUseObjectProvider, T> work);

    @Test
    void removeHasOneWinnerPerKey() throws Exception {
        List<String> keys = keys();
        committed(0, store -> {
            keys.forEach(key -> store.put(key, 300, Map.of("key", key)));
            return null;
        });
        assertThat(wins(keys, (store, key) -> {
                    Map<String, String> notes = store.remove(key);
                    assertThat(notes == null || notes.get("key").equals(key)).isTrue();
                    return notes != null;
                }))
                .containsOnly(1);
    }

    @Test
    void putIfAbsentHasOneWinnerPerKey() throws Exception {
        assertThat(wins(keys(), (store, key) -> store.putIfAbsent(key, 300))).containsOnly(1);
    }

    @Test
    void ofReplaceAndRemoveTheEntryNeverComesBack() throws Exception {
        List<String> keys = keys();
        committed(0, store -> {
            keys.forEach(key -> store.put(key, 300, Map.of("key", key)));
            return null;
        });
        wins(keys, (store, key) -> {
            store.replace(key, Map.of("replaced", "yes"));
            return store.remove(key) != null;
        });
        committed(1, store -> assertThat(keys).noneMatch(store::contains));
    }

    /** How many won each key. */
    private List<Integer> wins(List<String> keys, BiFunction<SingleUseObjectProvider, String, Boolean> attempt)
            throws Exception {
        int[] wins = new int[keys.size()];
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<Boolean>>> racers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int node = i % 2;
                racers.add(() -> {
                    List<Boolean> won = new ArrayList<>();
                    together.await(30, TimeUnit.SECONDS);
                    for (String key : keys) {
                        won.add(committed(node, store -> attempt.apply(store, key)));
                    }
                    return won;
                });
            }
            for (Future<List<Boolean>> racer : threads.invokeAll(racers)) {
                List<Boolean> won = racer.get();
                for (int i = 0; i < wins.length; i++) {
                    wins[i] += won.get(i) ? 1 : 0;
                }
            }
        } finally {
            threads.shutdownNow();
        }
        List<Integer> counted = new ArrayList<>();
        for (int count : wins) {
            counted.add(count);
        }
        return counted;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(UUID.randomUUID().toString());
        }
        return keys;
    }
}
