package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.DeliveryEvent.Type;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.Suppression;
import io.github.keycloakporter.spi.mail.SuppressionFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

abstract class ReportContract extends StoreContract {

    private static final List<Type> TYPES =
            List.of(Type.DEFERRED, Type.DELIVERED, Type.SOFT_BOUNCE, Type.HARD_BOUNCE, Type.COMPLAINT);

    @Test
    void everyOrderOfReportsEndsInTheSame() {
        long at = now();
        Set<String> ends = new HashSet<>();
        for (List<Type> order : permutations(TYPES)) {
            ends.add(end(order, at));
        }
        assertThat(ends).containsExactly("COMPLAINED [HARD_BOUNCE, COMPLAINT]");
    }

    @Test
    void everyOrderWithTheDeliveryLastByTheClockEndsInTheSame() {
        long at = now();
        Set<String> ends = new HashSet<>();
        for (List<Type> order :
                permutations(List.of(Type.SOFT_BOUNCE, Type.HARD_BOUNCE, Type.DROPPED, Type.DELIVERED))) {
            store().clear();
            String id = sent();
            for (Type type : order) {
                long when = type == Type.DELIVERED ? at + 100 : at + type.ordinal();
                assertThat(report(id, type.name(), type, when)).isTrue();
            }
            ends.add(row(id).status + " " + reasons());
        }
        assertThat(ends).containsExactly("DELIVERED []");
    }

    /** One order, every report twice: where it leads. */
    private String end(List<Type> order, long at) {
        store().clear();
        String id = sent();
        for (Type type : order) {
            long when = at + TYPES.indexOf(type);
            assertThat(report(id, type.name(), type, when)).isTrue();
            assertThat(report(id, type.name(), type, when)).isFalse();
        }
        return row(id).status + " " + reasons();
    }

    private Set<Suppression.Reason> reasons() {
        Set<Suppression.Reason> reasons = new TreeSet<>();
        store().run(session -> session.outbox()
                .suppressions(REALM, SuppressionFilter.ALL, 0, 100)
                .forEach(s -> reasons.add(s.reason())));
        return reasons;
    }

    @Test
    void aReportFindsItsMailByTheProvidersIdToo() {
        String id = sent(ANN, "provider-7");
        assertThat(report(REALM, byProviderId("provider-8", "one"))).isFalse();
        assertThat(report(REALM, byProviderId("provider-7", "one"))).isTrue();
        assertThat(report(REALM, byProviderId("provider-7", "one"))).isFalse();
        assertThat(status(id)).isEqualTo(MailStatus.DELIVERED);
    }

    @Test
    void aProvidersIdThatTwoMailsShareTellsNothing() {
        String one = sent(ANN, "shared");
        String two = sent("bob@example.org", "shared");
        assertThat(report(REALM, byProviderId("shared", "event"))).isFalse();
        assertThat(status(one)).isEqualTo(MailStatus.SENT);
        assertThat(status(two)).isEqualTo(MailStatus.SENT);
    }

    @Test
    void anotherRealmsMailIsNotTouched() {
        String id = sent(ANN, "provider-7");
        assertThat(report(TestRealms.STAFF, event(id, "event", Type.COMPLAINT, now())))
                .isFalse();
        assertThat(report(TestRealms.STAFF, byProviderId("provider-7", "event")))
                .isFalse();
        assertThat(status(id)).isEqualTo(MailStatus.SENT);
        assertThat(suppressed(ANN, MailKind.VERIFY_EMAIL)).isFalse();
    }

    @Test
    void aMailNobodyKnowsIsNoNews() {
        assertThat(report("no-such-mail", "event", Type.DELIVERED, now())).isFalse();
    }

    @Test
    void aBounceNamesItsDiagnosisInLedgerAndEvent() {
        String id = sent();
        report(id, "event", Type.HARD_BOUNCE, now());
        assertThat(row(id).error).isEqualTo("5.1.1");
        assertThat(store().events().all())
                .filteredOn(event -> "mail_bounced".equals(event.getError()))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails()).containsEntry("reason", "5.1.1"));
    }

    @Test
    void aTemporaryRefusalIsOverWithTheDelivery() {
        String id = sent();
        long at = now();
        report(id, "one", Type.DEFERRED, at);
        assertThat(status(id)).isEqualTo(MailStatus.DEFERRED);
        report(id, "two", Type.DELIVERED, at + 1);
        report(id, "three", Type.DEFERRED, at + 2);
        assertThat(status(id)).isEqualTo(MailStatus.DELIVERED);
    }

    @Test
    void anUnsubscriptionSaysNothingOfTheMail() {
        String id = sent();
        assertThat(report(id, "event", Type.UNSUBSCRIBED, now())).isTrue();
        assertThat(report(id, "event", Type.UNSUBSCRIBED, now())).isFalse();
        assertThat(status(id)).isEqualTo(MailStatus.SENT);
    }

    private static DeliveryEvent byProviderId(String providerMessageId, String eventId) {
        return new DeliveryEvent(
                eventId,
                Type.DELIVERED,
                Instant.now(),
                Optional.empty(),
                Optional.of(providerMessageId),
                Optional.empty());
    }

    private static List<List<Type>> permutations(List<Type> types) {
        if (types.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Type>> all = new ArrayList<>();
        for (Type first : types) {
            List<Type> rest = new ArrayList<>(types);
            rest.remove(first);
            for (List<Type> tail : permutations(rest)) {
                List<Type> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
