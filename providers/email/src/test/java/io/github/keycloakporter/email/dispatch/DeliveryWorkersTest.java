package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.email.outbox.StoredMails;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real queue. */
class DeliveryWorkersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StoredMails mails = new StoredMails();
    private final Queue<Parcel> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean databaseAway = new AtomicBoolean();
    private final FakeRoute route = new FakeRoute("first", 1, mail -> new Accepted(Optional.empty()));
    private final DeliveryWorkers workers =
            new DeliveryWorkers(mails.store().sessions(), Configs.QUICK, mails.metrics(), finished::add);

    @BeforeEach
    void start() {
        workers.start(new Courier(
                new Gates(
                        new Circuits(Duration.ofSeconds(1), new SimpleMeterRegistry()),
                        Map.of("first", new Semaphore(4))),
                new RetryPolicy(Configs.QUICK, new Random(1), Clock.systemUTC()),
                mail -> {
                    if (databaseAway.get()) {
                        throw new IllegalStateException("no database");
                    }
                    return false;
                },
                mails.metrics(),
                Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        workers.stopNow();
        mails.close();
    }

    @Test
    void whatCameOfAParcelIsWrittenDown() throws Exception {
        List<String> ids = mails.queue(StoredMails.REALM_ID, 5);
        mails.take().forEach(mail -> workers.submit(parcel(StoredMails.REALM_ID, mail)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(finished).hasSize(5));
        assertThat(ids)
                .allSatisfy(id -> assertThat(mails.status(id)).isEqualTo(MailStatus.SENT))
                .noneMatch(mails::leased);
    }

    @Test
    void whatNobodyHasBegunIsGivenBackUntouched() throws Exception {
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        QueuedMail mail = mails.take().get(0);
        workers.giveBack();
        workers.submit(parcel(StoredMails.REALM_ID, mail));
        workers.stop(PATIENCE);
        assertThat(route.calls).isEmpty();
        assertThat(mails.status(id)).isEqualTo(MailStatus.QUEUED);
        assertThat(mails.attempts(id)).isZero();
        assertThat(mails.leased(id)).isFalse();
        assertThat(finished).hasSize(1);
    }

    @Test
    void aParcelOfARealmThatIsGoneIsFinishedToo() throws Exception {
        mails.queue(StoredMails.REALM_ID, 1);
        workers.submit(parcel("no such realm", mails.take().get(0)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(finished).hasSize(1));
    }

    @Test
    void whatCannotBeWrittenDownIsFinishedAndFallsDueWithItsLease() throws Exception {
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        QueuedMail mail = mails.take().get(0);
        databaseAway.set(true);
        workers.submit(parcel(StoredMails.REALM_ID, mail));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(finished).hasSize(1));
        assertThat(mails.status(id)).isEqualTo(MailStatus.SENDING);
        assertThat(mails.leased(id)).isTrue();
    }

    @Test
    void afterTheStopNothingIsTaken() throws Exception {
        mails.queue(StoredMails.REALM_ID, 1);
        Parcel parcel = parcel(StoredMails.REALM_ID, mails.take().get(0));
        workers.stop(PATIENCE);
        assertThatThrownBy(() -> workers.submit(parcel)).isInstanceOf(RejectedExecutionException.class);
        assertThat(finished).isEmpty();
    }

    private Parcel parcel(String realmId, QueuedMail mail) {
        return new Parcel(realmId, "porter", Optional.of(Mails.SENDER), List.of(route), List.of(mail), Long.MAX_VALUE);
    }
}
