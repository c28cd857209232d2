package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.DeliveryEvent.Type;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.Suppression;
import io.github.keycloakporter.spi.mail.Suppression.Reason;
import io.github.keycloakporter.spi.mail.SuppressionFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

/** Two soft bounces in a row are one too many, see {@link MailStore#CONFIG}. */
abstract class SuppressionContract extends StoreContract {

    @Test
    void softBouncesInARowSuppress() {
        long at = now();
        bounceSoftly("one", at);
        assertThat(stopped()).isFalse();
        assertThat(list()).isEmpty();
        bounceSoftly("two", at + 1);
        assertThat(stopped()).isTrue();
        assertThat(list()).extracting(Suppression::reason).containsExactly(Reason.SOFT_BOUNCES);
    }

    @Test
    void aDeliveryBetweenSoftBouncesResetsTheCount() {
        long at = now();
        bounceSoftly("one", at);
        report(sent(), "two", Type.DELIVERED, at + 1);
        bounceSoftly("three", at + 2);
        assertThat(stopped()).isFalse();
        bounceSoftly("four", at + 3);
        assertThat(stopped()).isTrue();
    }

    @Test
    void aBounceOlderThanADeliveryDoesNotSuppress() {
        long at = now();
        report(sent(), "one", Type.DELIVERED, at);
        report(sent(), "two", Type.HARD_BOUNCE, at - 1);
        assertThat(stopped()).isFalse();
        report(sent(), "three", Type.HARD_BOUNCE, at + 1);
        assertThat(stopped()).isTrue();
    }

    @Test
    void aDeliveryLiftsABounceButNoComplaint() {
        long at = now();
        report(sent(), "one", Type.HARD_BOUNCE, at);
        String later = sentInSpiteOfAll();
        report(later, "two", Type.DELIVERED, at + 1);
        assertThat(stopped()).isFalse();
        report(sent(), "three", Type.COMPLAINT, at + 2);
        report(sentInSpiteOfAll(), "four", Type.DELIVERED, at + 3);
        assertThat(stopped()).isTrue();
        assertThat(list()).extracting(Suppression::reason).containsExactly(Reason.COMPLAINT);
    }

    @Test
    void liftsByAddressAndById() {
        suppress(Reason.COMPLAINT);
        suppress(Reason.UNSUBSCRIBED);
        assertThat(lift("ANN@Example.org")).isTrue();
        assertThat(stopped()).isFalse();
        assertThat(lift(ANN)).isFalse();
        suppress(Reason.PROVIDER);
        assertThat(lift(list().get(0).id())).isTrue();
        assertThat(list()).isEmpty();
    }

    @Test
    void anUnsubscriptionStopsRemindersOnly() {
        suppress(Reason.UNSUBSCRIBED);
        assertThat(suppressed(ANN, MailKind.REMINDER)).isTrue();
        assertThat(suppressed(ANN, MailKind.PASSWORD_RESET)).isFalse();
        suppress(Reason.COMPLAINT);
        assertThat(suppressed(ANN, MailKind.PASSWORD_RESET)).isTrue();
    }

    @Test
    void anAddressIsSuppressedInItsRealmOnlyAndNotKept() {
        suppress(Reason.COMPLAINT);
        assertThat(store().<Optional<Suppression>>call(
                                session -> session.outbox().suppression(TestRealms.STAFF, ANN, MailKind.OTHER)))
                .isEmpty();
        assertThat(list()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).matches("[0-9a-f]{64}");
            assertThat(entry.mailId()).isEmpty();
        });
    }

    @Test
    void theListComesInPagesTheNewestFirst() {
        for (int i = 0; i < 5; i++) {
            report(
                    sent("person-" + i + "@example.org", "provider-" + i),
                    "event-" + i,
                    Type.HARD_BOUNCE,
                    now() + i * 10L);
        }
        List<Suppression> all = list();
        assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> b.since().compareTo(a.since()));
        assertThat(store().<List<Suppression>>call(session -> session.outbox()
                        .suppressions(REALM, SuppressionFilter.ALL, 1, 2)
                        .toList()))
                .isEqualTo(all.subList(1, 3));
    }

    @Test
    void aRefusalThatIsNotTheMailboxsFaultSaysNothingOfTheAddress() {
        String id = sent();
        for (int i = 0; i < 5; i++) {
            report(sent(), "event-" + i, Type.REFUSED, now() + i);
        }
        report(id, "refused", Type.REFUSED, now());
        assertThat(status(id)).isEqualTo(MailStatus.BOUNCED);
        assertThat(stopped()).isFalse();
        assertThat(list()).isEmpty();
    }

    @Test
    void whatCanPassExpires() {
        long at = now();
        bounceSoftly("one", at);
        bounceSoftly("two", at + 1);
        report(sent("bob@example.org", "bob"), "three", Type.HARD_BOUNCE, at);
        assertThat(list()).hasSize(2).anySatisfy(entry -> {
            assertThat(entry.reason()).isEqualTo(Reason.SOFT_BOUNCES);
            assertThat(entry.until()).contains(Instant.ofEpochMilli(at + 1).plus(Duration.ofDays(7)));
        });
        try {
            Time.setOffset((int) Duration.ofDays(7).toSeconds() + 1);
            assertThat(stopped()).isFalse();
            assertThat(list()).singleElement().satisfies(entry -> {
                assertThat(entry.reason()).isEqualTo(Reason.HARD_BOUNCE);
                assertThat(entry.until()).isEmpty();
            });
        } finally {
            Time.setOffset(0);
        }
    }

    /** An expired count begins anew: a bounce a year makes no row of bounces. */
    @Test
    void softBouncesFarApartAreNotInARow() {
        long longAgo = now() - Duration.ofDays(8).toMillis();
        bounceSoftly("one", longAgo);
        bounceSoftly("two", now());
        assertThat(stopped()).isFalse();
        bounceSoftly("three", now() + 1);
        assertThat(stopped()).isTrue();
    }

    @Test
    void anEntrySaysWhyAndWhichMailItWas() {
        String id = sent();
        report(id, "one", Type.HARD_BOUNCE, now());
        assertThat(list()).singleElement().satisfies(entry -> {
            assertThat(entry.mailId()).contains(id);
            assertThat(entry.diagnosis()).contains("5.1.1");
        });
    }

    @Test
    void expiredEntriesAreRemovedWithTheLedger() {
        suppress(Reason.PROVIDER);
        suppress(Reason.COMPLAINT);
        try {
            Time.setOffset((int) Duration.ofDays(8).toSeconds());
            store().run(session -> session.queue().purge(0, 10));
            assertThat(lift(new SuppressionFilter(Optional.of(Reason.PROVIDER), Optional.empty(), Optional.empty())))
                    .as("nothing is left of it")
                    .isZero();
            assertThat(list()).extracting(Suppression::reason).containsExactly(Reason.COMPLAINT);
        } finally {
            Time.setOffset(0);
        }
    }

    @Test
    void manyAreLiftedAtOnceByReasonAndTime() {
        long at = now();
        for (int i = 0; i < 4; i++) {
            report(sent("bounce-" + i + "@example.org", "b" + i), "b" + i, Type.HARD_BOUNCE, at + i * 1000L);
        }
        report(sent("c@example.org", "c"), "c", Type.COMPLAINT, at + 1000);
        store().run(session -> session.outbox().suppress(TestRealms.STAFF, ANN, Reason.HARD_BOUNCE));
        SuppressionFilter middle = new SuppressionFilter(
                Optional.of(Reason.HARD_BOUNCE),
                Optional.of(Instant.ofEpochMilli(at + 1000)),
                Optional.of(Instant.ofEpochMilli(at + 3000)));
        assertThat(store().<List<Suppression>>call(session ->
                        session.outbox().suppressions(REALM, middle, 0, 10).toList()))
                .hasSize(2);
        assertThat(lift(middle)).isEqualTo(2);
        assertThat(list()).hasSize(3);
        assertThat(suppressed("bounce-1@example.org", MailKind.OTHER)).isFalse();
        assertThat(suppressed("bounce-3@example.org", MailKind.OTHER)).isTrue();
        assertThat(lift(SuppressionFilter.ALL)).isEqualTo(3);
        assertThat(store().<Optional<Suppression>>call(
                                session -> session.outbox().suppression(TestRealms.STAFF, ANN, MailKind.OTHER)))
                .as("of another realm")
                .isPresent();
    }

    private int lift(SuppressionFilter filter) {
        return store().call(session -> session.outbox().lift(REALM, filter));
    }

    private void bounceSoftly(String event, long at) {
        assertThat(report(sent(), event, Type.SOFT_BOUNCE, at)).isTrue();
    }

    /** A mail that was under way before the address was suppressed. */
    private String sentInSpiteOfAll() {
        return enqueue();
    }

    private void suppress(Reason reason) {
        store().run(session -> session.outbox().suppress(REALM, ANN, reason));
    }

    private boolean lift(String address) {
        return store().call(session -> session.outbox().lift(REALM, address));
    }

    private boolean stopped() {
        return suppressed(ANN, MailKind.VERIFY_EMAIL);
    }

    private List<Suppression> list() {
        return store().call(session -> session.outbox()
                .suppressions(REALM, SuppressionFilter.ALL, 0, 100)
                .toList());
    }
}
