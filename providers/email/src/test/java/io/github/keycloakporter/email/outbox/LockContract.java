package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.keycloakporter.spi.Race;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With the locks of the real database. */
abstract class LockContract extends StoreContract {

    @Test
    void aSecondDispatcherPassesOverWhatTheFirstIsTaking() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(enqueue());
        }
        long now = now();
        try (MailSession first = store().open()) {
            List<String> taken = take(first, 3, "first", now);
            // in another thread, so that a database that makes it wait fails this test instead of hanging it
            List<String> others =
                    CompletableFuture.supplyAsync(() -> take("second", now)).get(20, TimeUnit.SECONDS);
            assertThat(taken).hasSize(3);
            assertThat(others).doesNotContainAnyElementsOf(taken);
            first.commit();
            List<String> all = new ArrayList<>(taken);
            all.addAll(others);
            // H2 locks what it sorts, not only what it returns: the rest is for the next round
            all.addAll(take("third", now));
            assertThat(all).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void manyDispatchersShareTheQueueWithoutASecondMail() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            ids.add(enqueue());
        }
        long now = now();
        List<List<String>> taken = Race.of(4, runner -> {
            List<String> mine = new ArrayList<>();
            String lease = "lease-" + runner;
            for (int round = 0; round < 40; round++) {
                mine.addAll(take(3, lease, now));
            }
            return mine;
        });
        List<String> all = taken.stream().flatMap(List::stream).toList();
        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void nobodyWhoRegistersWaitsForADispatcher() throws Exception {
        // under repeatable read, MariaDB's default, it locks the gap behind the last due row until the dispatcher
        // commits
        assumeThat(store().locksGaps()).isFalse();
        enqueue();
        long now = now();
        try (MailSession dispatcher = store().open()) {
            assertThat(take(dispatcher, 3, LEASE, now)).hasSize(1);
            String id = CompletableFuture.supplyAsync(this::enqueue).get(20, TimeUnit.SECONDS);
            assertThat(row(id)).isNotNull();
        }
    }

    @Test
    void theSameReportInManyThreadsIsNewsOnce() {
        for (int round = 0; round < 10; round++) {
            String id = sent();
            String event = "event-" + round;
            long at = now();
            List<Boolean> news = Race.of(4, runner -> report(id, event, DeliveryEvent.Type.HARD_BOUNCE, at));
            assertThat(news).containsOnlyOnce(true);
            assertThat(status(id)).isEqualTo(MailStatus.BOUNCED);
            store().clear();
        }
    }

    @Test
    void aReportIsKnownEvenToATransactionThatBeganBeforeIt() {
        String id = sent();
        DeliveryEvent event = event(id, "event", DeliveryEvent.Type.DELIVERED, now());
        try (MailSession early = store().open()) {
            // some databases show a transaction the state of its first read from then on
            assertThat(early.em()
                            .createQuery("select count(e) from MailEventEntity e", Long.class)
                            .getSingleResult())
                    .isZero();
            assertThat(report(REALM, event)).isTrue();
            assertThat(early.outbox().report(REALM, event)).isFalse();
            early.commit();
        }
        assertThat(status(id)).isEqualTo(MailStatus.DELIVERED);
    }

    /** As webhooks report them: H2's MERGE looks and then inserts, so somebody has to come again there. */
    @Test
    void bouncesOfOneAddressInManyThreadsAllCount() {
        for (int round = 0; round < 10; round++) {
            store().clear();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ids.add(sent(ANN, "provider-" + i));
            }
            long at = now();
            List<Boolean> news = Race.of(4, runner -> {
                DeliveryEvent event = event(ids.get(runner), "event-" + runner, DeliveryEvent.Type.SOFT_BOUNCE, at);
                return RetriedTransaction.call(
                        store().sessions(), session -> session.getProvider(EmailOutboxProvider.class)
                                .report(REALM, event));
            });
            assertThat(news).containsOnly(true);
            assertThat(store().<List<SuppressionEntity>>call(session -> session.em()
                            .createQuery("select s from SuppressionEntity s", SuppressionEntity.class)
                            .getResultList()))
                    .extracting(entry -> entry.occurrences)
                    .containsExactly(4);
        }
    }
}
