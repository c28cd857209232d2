package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.StoredMails;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.MailStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a real queue: four mails at once, two of one realm. */
@Tag("slow")
class MailDispatcherTest {

    private static final OutboxConfig CONFIG = Configs.QUICK;

    private final StoredMails mails = new StoredMails();
    private final Semaphore answers = new Semaphore(0);
    private MailDispatcher dispatcher;
    private final FakeRoute route = new FakeRoute("smtp", 1, mail -> answer());

    @AfterEach
    void stop() {
        answers.release(1_000);
        dispatcher.close();
        mails.close();
    }

    @Test
    void whatIsQueuedGoesOut() {
        answers.release(1_000);
        List<String> before = mails.queue(StoredMails.REALM_ID, 10);
        start();
        soon(() -> assertThat(before).allMatch(this::isSent));
        List<String> after = mails.queue(StoredMails.OTHER_REALM_ID, 1);
        dispatcher.wake();
        soon(() -> assertThat(after).allMatch(this::isSent));
        assertThat(route.calls).hasSize(11);
    }

    @Test
    void aRealmWhoseServerHangsLeavesRoomForTheOthers() {
        List<String> many = mails.queue(StoredMails.REALM_ID, 10);
        start();
        soon(() -> assertThat(route.calls).hasSize(CONFIG.realmParallelism()));
        List<String> others = mails.queue(StoredMails.OTHER_REALM_ID, 1);
        dispatcher.wake();
        soon(() -> assertThat(route.calls).hasSize(CONFIG.realmParallelism() + 1));
        assertThat(many).as("one is taken ahead").filteredOn(mails::leased).hasSize(CONFIG.realmParallelism() + 1);
        answers.release(1_000);
        soon(() -> assertThat(many).allMatch(this::isSent));
        soon(() -> assertThat(others).allMatch(this::isSent));
    }

    @Test
    void theStopFinishesWhatIsUnderWayAndGivesTheRestBack() throws Exception {
        List<String> ids = mails.queue(StoredMails.REALM_ID, 5);
        start();
        soon(() -> assertThat(route.calls).hasSize(CONFIG.realmParallelism()));
        CompletableFuture<Void> stop = CompletableFuture.runAsync(dispatcher::close);
        answers.release(1_000);
        stop.get(20, TimeUnit.SECONDS);
        assertThat(ids).noneMatch(mails::leased);
        assertThat(ids).filteredOn(this::isSent).hasSize(route.calls.size());
        assertThat(ids)
                .filteredOn(id -> !isSent(id))
                .allSatisfy(id -> assertThat(mails.status(id)).isEqualTo(MailStatus.QUEUED))
                .allSatisfy(id -> assertThat(mails.attempts(id)).isZero());
    }

    /** Three leases of a second pass while the transport does not answer. */
    @Test
    void aLivingNodeRenewsItsLeases() {
        start(Configs.SHORT_LEASES);
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        dispatcher.wake();
        soon(() -> assertThat(route.calls).hasSize(1));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> route.calls.size() == 1);
        answers.release(1_000);
        soon(() -> assertThat(isSent(id)).isTrue());
        assertThat(route.calls).hasSize(1);
    }

    @Test
    void theMailsOfADeadNodeAreSentOnceTheirLeasesEnd() {
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        mails.take();
        mails.makeDue(id);
        answers.release(1_000);
        start(Configs.SHORT_LEASES);
        soon(() -> assertThat(isSent(id)).isTrue());
    }

    @Test
    void afterADatabaseOutageTheHolderRecordsBeforeOthersTakeOver() {
        start(Configs.SHORT_LEASES);
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        dispatcher.wake();
        soon(() -> assertThat(route.calls).hasSize(1));
        mails.store().down(true);
        answers.release(1);
        // longer than the lease
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> route.calls.size() == 1);
        mails.store().down(false);
        soon(() -> assertThat(isSent(id)).isTrue());
        assertThat(route.calls).hasSize(1);
    }

    private void start() {
        start(CONFIG);
    }

    private void start(OutboxConfig config) {
        dispatcher = new MailDispatcher(mails.store().sessions(), config, mails.metrics());
        mails.store().transport(route);
        dispatcher.start();
    }

    private DeliveryResult answer() {
        answers.acquireUninterruptibly();
        return new Accepted(Optional.empty());
    }

    private boolean isSent(String id) {
        return mails.status(id) == MailStatus.SENT;
    }

    private static void soon(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(check);
    }
}
