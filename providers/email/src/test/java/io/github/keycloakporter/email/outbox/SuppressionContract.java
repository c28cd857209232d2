package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.DeliveryEvent.Type;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.Suppression;
import io.github.keycloakporter.spi.mail.Suppression.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
        assertThat(store().<List<Suppression>>call(session ->
                        session.outbox().suppressions(REALM, 1, 2).toList()))
                .isEqualTo(all.subList(1, 3));
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
        return store().call(
                        session -> session.outbox().suppressions(REALM, 0, 100).toList());
    }
}
