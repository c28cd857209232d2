package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.StoredMails;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.spi.link.LinkState;
import io.github.keycloakporter.spi.link.PendingLink;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
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
import org.keycloak.models.RealmModel;

/** With a real queue. */
class DeliveryWorkersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StoredMails mails = new StoredMails();
    private final Queue<MailBatch.Claimed> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final FakeRoute route = new FakeRoute("first", 1, mail -> new Accepted(Optional.empty()));
    private final RealmBulkhead bulkhead = new RealmBulkhead(100, 100);
    private final DeliveryWorkers workers =
            new DeliveryWorkers(mails.store().sessions(), Configs.QUICK, mails.metrics(), bulkhead, finished::add);

    @BeforeEach
    void start() {
        mails.store().transport(route);
        TransportGuards guards = new TransportGuards(
                new CircuitBreakers(Duration.ofSeconds(1), new SimpleMeterRegistry()),
                Map.of("first", new Semaphore(4)));
        workers.start(
                new BatchLoader(
                        mails.store().sessions(), Configs.QUICK, mails.metrics(), (route, sender) -> open.get()),
                new BatchSender(
                        guards,
                        new RetryPolicy(Configs.QUICK, new Random(1), Clock.systemUTC()),
                        mails.metrics(),
                        Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        workers.stopNow();
        mails.close();
    }

    @Test
    void outcomesAreRecorded() {
        List<String> ids = mails.queue(StoredMails.REALM_ID, 5);
        work(mails.take());
        assertThat(ids)
                .allSatisfy(id -> assertThat(mails.status(id)).isEqualTo(MailStatus.SENT))
                .noneMatch(mails::leased);
    }

    @Test
    void aLinkIsIssuedWhenItsMailLeavesAndAnewForEachAttempt() {
        route.answers(mail -> Mails.later());
        PendingLink link = Mails.link();
        String id = mails.queue(link);
        work(mails.take());
        String first = token(0);
        assertThat(mails.store().links().peek(realm(), first).state()).isEqualTo(LinkState.LIVE);
        assertThat(route.calls.get(0).get(0).html()).matches("<p>\\d{6}</p>");

        route.answers(mail -> new Accepted(Optional.empty()));
        mails.makeDue(id);
        work(mails.take());
        assertThat(mails.status(id)).isEqualTo(MailStatus.SENT);
        assertThat(mails.store().links().peek(realm(), first).state()).isEqualTo(LinkState.REPLACED);
        assertThat(mails.store()
                        .links()
                        .peek(realm(), token(route.calls.size() - 1))
                        .state())
                .isEqualTo(LinkState.LIVE);
    }

    @Test
    void ofTwoMailsWithALinkOnlyTheNewerIsSent() {
        String older = mails.queue(Mails.link());
        String newer = mails.queue(Mails.link());
        work(mails.take());
        assertThat(mails.status(older)).isEqualTo(MailStatus.EXPIRED);
        assertThat(mails.error(older)).isEqualTo("replaced by a newer mail");
        assertThat(mails.status(newer)).isEqualTo(MailStatus.SENT);
        assertThat(route.calls).hasSize(1);
    }

    @Test
    void aMailWhoseAccountChangedIsNotSent() {
        String id = mails.queue(Mails.link("another state"));
        work(mails.take());
        assertThat(mails.status(id)).isEqualTo(MailStatus.EXPIRED);
        assertThat(mails.error(id)).isEqualTo("account changed");
        assertThat(route.calls).isEmpty();
    }

    @Test
    void withoutTheLinkStoreAMailWithALinkWaits() {
        mails.store().links((ActionLinkProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ActionLinkProvider.class}, (proxy, method, arguments) -> {
                    throw new StoreUnavailableException("away");
                }));
        List<String> plain = mails.queue(StoredMails.REALM_ID, 1);
        String id = mails.queue(Mails.link());
        work(mails.take());
        assertThat(mails.status(id)).isEqualTo(MailStatus.QUEUED);
        assertThat(mails.error(id)).isEqualTo("link store unavailable");
        assertThat(mails.attempts(id)).isZero();
        assertThat(mails.leased(id)).isFalse();
        assertThat(plain).allSatisfy(other -> assertThat(mails.status(other)).isEqualTo(MailStatus.SENT));
    }

    @Test
    void noLinkIsIssuedWhileEveryCircuitIsOpen() {
        open.set(false);
        String id = mails.queue(Mails.link());
        work(mails.take());
        assertThat(mails.status(id)).isEqualTo(MailStatus.QUEUED);
        assertThat(mails.attempts(id)).isZero();
        assertThat(route.calls).isEmpty();
        assertThat(mails.store().links().claimCode(realm(), "user-1", "verify-email", "000000", ""))
                .isEqualTo(CodeResult.GONE);
    }

    @Test
    void outcomesAreRecordedOnceTheDatabaseIsBack() {
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        route.answers(mail -> {
            mails.store().down(true);
            return new Accepted(Optional.of("provider-id"));
        });
        submit(mails.take());
        await().atMost(PATIENCE).until(() -> route.calls.size() == 1);
        await().during(Duration.ofMillis(1500)).atMost(PATIENCE).until(finished::isEmpty);
        mails.store().down(false);
        await().atMost(PATIENCE).until(() -> finished.size() == 1);
        assertThat(mails.status(id)).isEqualTo(MailStatus.SENT);
        assertThat(route.calls).hasSize(1);
    }

    @Test
    void aMailThatCannotBeLoadedFallsDueWithItsLease() {
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        List<MailQueue.Taken> taken = mails.take();
        mails.store().down(true);
        submit(taken);
        await().atMost(PATIENCE).until(() -> finished.size() == 1);
        mails.store().down(false);
        assertThat(mails.status(id)).isEqualTo(MailStatus.SENDING);
        assertThat(mails.leased(id)).isTrue();
        assertThat(route.calls).isEmpty();
    }

    @Test
    void whatNobodyHasBegunIsPutBackUntouched() throws Exception {
        String id = mails.queue(StoredMails.REALM_ID, 1).get(0);
        List<MailQueue.Taken> taken = mails.take();
        workers.giveBack();
        submit(taken);
        workers.stop(PATIENCE);
        assertThat(route.calls).isEmpty();
        assertThat(mails.status(id)).isEqualTo(MailStatus.QUEUED);
        assertThat(mails.attempts(id)).isZero();
        assertThat(mails.leased(id)).isFalse();
        assertThat(finished).hasSize(1);
    }

    @Test
    void aMailOfADeletedRealmIsDeleted() {
        mails.queue(StoredMails.REALM_ID, 1);
        MailQueue.Taken row = mails.take().get(0);
        work(List.of(new MailQueue.Taken(row.id(), "no such realm", row.lease(), row.run())));
        assertThat(mails.exists(row.id())).isFalse();
        assertThat(route.calls).isEmpty();
    }

    @Test
    void afterTheStopNothingIsTaken() throws Exception {
        mails.queue(StoredMails.REALM_ID, 1);
        List<MailQueue.Taken> taken = mails.take();
        workers.stop(PATIENCE);
        assertThatThrownBy(() -> submit(taken)).isInstanceOf(RejectedExecutionException.class);
        assertThat(finished).isEmpty();
    }

    private void work(List<MailQueue.Taken> taken) {
        int before = finished.size();
        submit(taken);
        await().atMost(PATIENCE).until(() -> finished.size() == before + taken.size());
    }

    private void submit(List<MailQueue.Taken> taken) {
        taken.forEach(row -> {
            bulkhead.acquire(row.realmId());
            workers.submit(new MailBatch.Claimed(row, new Lease(row.lease(), Long.MAX_VALUE)));
        });
    }

    private String token(int call) {
        return route.calls.get(call).get(0).text().substring("text ".length());
    }

    private RealmModel realm() {
        return mails.realm();
    }
}
