package io.github.keycloakporter.notifications.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.notifications.store.PendingNotices.Batch;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingNoticesTest {

    private static final Batch ANNA = new Batch("realm", "anna", "password-set", "anna@example.org", "https://id/");
    private static final Batch BEN = new Batch("realm", "ben", "password-set", "ben@example.org", null);

    private final NoticeTables tables = new NoticeTables();

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void thoseOfOneOwnerTypeAndAddressAreOneBatch() {
        add(ANNA, 10, 100);
        add(ANNA, 20, 100);
        add(new Batch("realm", "anna", "password-set", "other@example.org", null), 20, 100);
        add(BEN, 20, 101);

        assertThat(due(99)).isEmpty();
        assertThat(due(100)).hasSize(2).contains(ANNA);
        assertThat(due(101)).hasSize(3).contains(BEN);
    }

    @Test
    void whatHappenedAfterTheNewestWaitsForTheNextMail() {
        add(ANNA, 10, 100);
        add(ANNA, 20, 100);
        PendingNotices.Span span =
                tables.call(em -> new PendingNotices(em).span(ANNA)).orElseThrow();
        add(ANNA, 30, 100);

        assertThat(span).isEqualTo(new PendingNotices.Span(10, 20));
        assertThat(take(span.last())).isEqualTo(2);
        assertThat(take(Long.MAX_VALUE)).isEqualTo(1);
        assertThat(tables.<Optional<PendingNotices.Span>>call(em -> new PendingNotices(em).span(ANNA)))
                .isEmpty();
    }

    @Test
    void aBatchIsPutOff() {
        add(ANNA, 10, 100);
        tables.call(em -> {
            new PendingNotices(em).postpone(ANNA, 500);
            return null;
        });
        assertThat(due(499)).isEmpty();
        assertThat(due(500)).containsExactly(ANNA);
    }

    @Test
    void whatIsRolledBackIsStillThere() {
        add(ANNA, 10, 100);
        try (EntityManager em = tables.open()) {
            em.getTransaction().begin();
            assertThat(new PendingNotices(em).take(ANNA, 10)).isEqualTo(1);
            em.getTransaction().rollback();
        }
        assertThat(take(10)).isEqualTo(1);
    }

    @Test
    void twoNodesAtATimeTellEachOnce() throws Exception {
        int nodes = 4;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 5; i++) {
                    add(ANNA, i, 100);
                }
                CyclicBarrier start = new CyclicBarrier(nodes);
                Callable<Integer> node = () -> {
                    start.await();
                    return take(10);
                };
                int told = 0;
                for (Future<Integer> taken : threads.invokeAll(
                        Stream.generate(() -> node).limit(nodes).toList())) {
                    told += taken.get();
                }
                assertThat(told).isEqualTo(5);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void add(Batch batch, long happenedAt, long dueAt) {
        tables.call(em -> {
            new PendingNotices(em).add(batch, happenedAt, dueAt);
            return null;
        });
    }

    private List<Batch> due(long now) {
        return tables.call(em -> new PendingNotices(em).due(now, 10));
    }

    private int take(long upTo) {
        return tables.call(em -> new PendingNotices(em).take(ANNA, upTo));
    }
}
