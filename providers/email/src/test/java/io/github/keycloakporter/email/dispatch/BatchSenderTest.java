package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.email.outbox.AttemptResult;
import io.github.keycloakporter.email.outbox.MailContent;
import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BatchSenderTest {

    private static final DeliveryResult TAKEN = new Accepted(Optional.of("provider-id"));
    private static final DeliveryResult LATER = new Failed(Fault.temporary(Party.TRANSPORT), "smtp 451");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MailMetrics metrics = new MailMetrics(meters, List.of("first", "second"));
    private final Map<String, Semaphore> permits = Map.of("first", new Semaphore(4), "second", new Semaphore(4));
    private final TransportGuards guards =
            new TransportGuards(new CircuitBreakers(Duration.ofMillis(200), meters), permits);
    private final BatchSender batchSender = new BatchSender(
            guards, new RetryPolicy(Configs.QUICK, new Random(1), Clock.systemUTC()), metrics, Clock.systemUTC());

    private final FakeRoute first = new FakeRoute("first", 1, mail -> TAKEN);
    private final FakeRoute second = new FakeRoute("second", 1, mail -> TAKEN);

    @Test
    void theFirstTransportCarriesIt() {
        AttemptResult outcome = carry(Mails.queued("a"), first, second);
        assertThat(outcome.status()).isEqualTo(MailStatus.SENT);
        assertThat(outcome.transport()).contains("first");
        assertThat(outcome.providerMessageId()).contains("provider-id");
        assertThat(second.calls).isEmpty();
    }

    @Test
    void theNextOneHelpsWithinTheSameAttempt() {
        first.answers(mail -> LATER);
        AttemptResult outcome = carry(Mails.queued("a"), first, second);
        assertThat(outcome.status()).isEqualTo(MailStatus.SENT);
        assertThat(outcome.transport()).contains("second");
        assertThat(meters.counter("porter.mail.failovers", "from", "first", "to", "second")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nobodyAsksTheNextAboutAMailThatIsRefusedForGood() {
        first.answers(mail -> new Failed(Fault.permanent(Party.MAILBOX), "smtp 550 5.1.1"));
        AttemptResult outcome = carry(Mails.queued("a"), first, second);
        assertThat(outcome.status()).isEqualTo(MailStatus.BOUNCED);
        assertThat(outcome.suppress()).contains(DeliveryEvent.Type.HARD_BOUNCE);
        assertThat(second.calls).isEmpty();
    }

    @Test
    void whatIsNotTheMailboxsFaultGoesToTheNextTransportAtOnce() {
        for (Party party : Party.values()) {
            for (boolean permanent : new boolean[] {true, false}) {
                if (party != Party.MAILBOX || !permanent) {
                    Fault fault = new Fault(party, permanent);
                    FakeRoute refusing = new FakeRoute("first", 1, mail -> new Failed(fault, "smtp 550"));
                    assertThat(carry(Mails.queued(fault.toString()), refusing, second)
                                    .transport())
                            .as(fault.toString())
                            .contains("second");
                }
            }
        }
    }

    @Test
    void aMailThatEveryTransportRefusesEndsAsItsFaultSays() {
        assertThat(refusedBy(Fault.permanent(Party.RECIPIENT_SERVER))).satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(MailStatus.BOUNCED);
            assertThat(outcome.suppress()).contains(DeliveryEvent.Type.REFUSED);
        });
        assertThat(refusedBy(Fault.permanent(Party.MESSAGE)).status()).isEqualTo(MailStatus.FAILED);
        assertThat(refusedBy(Fault.temporary(Party.MAILBOX)).status()).isEqualTo(MailStatus.QUEUED);
        assertThat(refusedBy(Fault.temporary(Party.ACCOUNT)).status()).isEqualTo(MailStatus.QUEUED);
    }

    @Test
    void aMailWaitsAsLongAsOneTransportMayTakeIt() {
        first.answers(mail -> new Failed(Fault.temporary(Party.ACCOUNT), "smtp auth 535"));
        second.answers(mail -> new Failed(Fault.permanent(Party.MESSAGE), "sendgrid utf8"));
        AttemptResult outcome = carry(Mails.queued("a"), first, second);
        assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
        assertThat(outcome.error()).contains("smtp auth 535");
    }

    @Test
    void aDomainThatDelaysItsMailsHoldsUpNoOther() {
        first.answers(mail -> mail.recipient().startsWith("grey")
                ? new Failed(Fault.temporary(Party.RECIPIENT_SERVER), "smtp 450 4.1.2")
                : TAKEN);
        for (int i = 0; i < 10; i++) {
            assertThat(carry(Mails.queued("grey" + i), first).status()).isEqualTo(MailStatus.QUEUED);
        }
        assertThat(carry(Mails.queued("good"), first).status()).isEqualTo(MailStatus.SENT);
    }

    /** A From address that one realm may not use says nothing of the server, nor of another realm there. */
    @Test
    void oneSendersAccountHoldsUpNoOtherSender() {
        first.answers(mail -> mail.sender().equals(Mails.SENDER)
                ? new Failed(Fault.temporary(Party.ACCOUNT), "smtp 550 5.7.60")
                : TAKEN);
        IntStream.range(0, 3).forEach(i -> carry(Mails.queued("m" + i), first));
        assertThat(carry(Mails.queued("again"), first).attempt())
                .as("its own circuit is open")
                .isFalse();
        SenderIdentity other = new SenderIdentity(
                "shop@example.org", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        QueuedMail mail = Mails.queued("other");
        MailBatch batch =
                new MailBatch("realm", "porter", Optional.of(other), List.of(first), List.of(mail), Mails.LEASE);
        assertThat(batchSender.carry(batch).get(mail).status()).isEqualTo(MailStatus.SENT);
    }

    @Test
    void anOutageIsLoggedOnceWhenItBeginsAndOnceWhenItEnds() {
        try (LogLines log = LogLines.of(CircuitBreakers.class)) {
            first.answers(mail -> LATER);
            // longer than the circuit stays open, so that it is tried and opened again several times
            long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                carry(Mails.queued("m" + i), first);
            }
            assertThat(first.calls).as("tried again in between").hasSizeGreaterThan(5);
            first.answers(mail -> TAKEN);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                carry(Mails.queued("after"), first);
                assertThat(log.lines()).hasSize(2);
            });
            assertThat(log.lines().get(0)).startsWith("WARN").contains("first:server", "smtp 451");
            assertThat(log.lines().get(1)).startsWith("WARN").contains("first:server again");
        }
    }

    @Test
    void whatIsMissingInTheSettingsIsLoggedOnceUntilItIsThere() {
        try (LogLines log = LogLines.of(Setup.class)) {
            carry(Mails.queued("a"));
            carry(Mails.queued("b"));
            assertThat(log.lines()).singleElement().satisfies(line -> assertThat(line)
                    .contains("Realm porter", "Host", "--spi-email-transport--sendgrid--api-key"));
            carry(Mails.queued("c"), first);
            MailBatch anonymous = new MailBatch(
                    "realm", "porter", Optional.empty(), List.of(first), List.of(Mails.queued("d")), Mails.LEASE);
            batchSender.carry(anonymous);
            assertThat(log.lines()).hasSize(2).last().satisfies(line -> assertThat(line)
                    .contains("From address is empty"));
        }
    }

    @Test
    void allDownMeansLaterWithTheLastError() {
        first.answers(mail -> LATER);
        second.answers(mail -> new Failed(Fault.temporary(Party.TRANSPORT), "sendgrid 503"));
        AttemptResult outcome = carry(Mails.queued("a"), first, second);
        assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
        assertThat(outcome.attempt()).isTrue();
        assertThat(outcome.error()).contains("sendgrid 503");
    }

    @Test
    void aMailWithoutItsLinkNeverLeaves() {
        QueuedMail mail = Mails.queued("a");
        QueuedMail unfilled = mail.with(new MailContent("s", "t", "h", Mails.link(), null, Map.of()));
        assertThatThrownBy(() -> carry(unfilled, first)).isInstanceOf(IllegalStateException.class);
        assertThat(first.calls).isEmpty();
    }

    @Test
    void whatAnotherNodeMayHaveByNowIsNotSent() {
        MailBatch late = new MailBatch(
                "realm",
                "porter",
                Optional.of(Mails.SENDER),
                List.of(first),
                List.of(Mails.queued("a")),
                new Lease("lease", System.currentTimeMillis() - 1));
        assertThat(batchSender.carry(late).values()).singleElement().satisfies(outcome -> assertThat(outcome.status())
                .isEqualTo(MailStatus.QUEUED));
        assertThat(first.calls).isEmpty();
    }

    @Test
    void aBugInATransportLosesNoMail() {
        first.answers(mail -> {
            throw new IllegalStateException("bug");
        });
        assertThat(carry(Mails.queued("a"), first, second).transport()).contains("second");
    }

    @Test
    void withoutTransportOrSenderTheMailWaitsAndSaysWhy() {
        assertThat(carry(Mails.queued("a")).error()).contains("no transport set up");
        MailBatch anonymous = new MailBatch(
                "realm", "porter", Optional.empty(), List.of(first), List.of(Mails.queued("a")), Mails.LEASE);
        assertThat(batchSender.carry(anonymous).values())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.error()).contains("no From address"));
        assertThat(first.calls).isEmpty();
    }

    @Test
    void aServerThatKeepsFailingIsLeftAloneAndThenUsedAgain() {
        first.answers(mail -> LATER);
        IntStream.range(0, 3).forEach(i -> carry(Mails.queued("m" + i), first, second));
        int asked = first.calls.size();
        assertThat(asked).isEqualTo(3);
        carry(Mails.queued("while-open"), first, second);
        assertThat(first.calls).as("not asked while the circuit is open").hasSize(asked);

        first.answers(mail -> TAKEN);
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        carry(Mails.queued("after"), first, second).transport())
                .contains("first"));
    }

    @Test
    void closedGatesUseUpNoAttempt() {
        first.answers(mail -> LATER);
        IntStream.range(0, 3).forEach(i -> carry(Mails.queued("m" + i), first));
        AttemptResult outcome = carry(Mails.queued("a"), first);
        assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
        assertThat(outcome.attempt()).isFalse();
    }

    @Test
    void aBatchGoesInCallsOfTheTransportsSizeAndOnlyTheRestGoesOn() {
        FakeRoute bulk = new FakeRoute("first", 4, mail -> mail.id().equals("m5") ? LATER : TAKEN);
        List<QueuedMail> mails = IntStream.range(0, 10)
                .mapToObj(i -> Mails.queued("m" + i, Optional.of("run"), 0, System.currentTimeMillis()))
                .toList();
        Map<QueuedMail, AttemptResult> outcomes = batchSender.carry(batch(mails, bulk, second));
        assertThat(bulk.calls).extracting(List::size).containsExactly(4, 4, 2);
        assertThat(second.calls).singleElement().satisfies(call -> assertThat(call)
                .singleElement()
                .satisfies(mail -> assertThat(mail.id()).isEqualTo("m5")));
        assertThat(outcomes).hasSize(10);
        assertThat(outcomes.values()).extracting(AttemptResult::status).containsOnly(MailStatus.SENT);
    }

    private AttemptResult refusedBy(Fault fault) {
        first.answers(mail -> new Failed(fault, "smtp 550"));
        return carry(Mails.queued(fault.toString()), first);
    }

    private AttemptResult carry(QueuedMail mail, MailRoute... routes) {
        return batchSender.carry(batch(List.of(mail), routes)).get(mail);
    }

    private static MailBatch batch(List<QueuedMail> mails, MailRoute... routes) {
        return new MailBatch("realm", "porter", Optional.of(Mails.SENDER), List.of(routes), mails, Mails.LEASE);
    }
}
