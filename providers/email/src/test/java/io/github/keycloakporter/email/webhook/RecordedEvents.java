package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailQuery;
import io.github.keycloakporter.spi.mail.MailRecord;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import io.github.keycloakporter.spi.mail.Suppression;
import io.github.keycloakporter.spi.mail.SuppressionFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/** An outbox that keeps each event once and does nothing else: asking it for more fails the test. */
final class RecordedEvents implements EmailOutboxProvider {

    private final List<DeliveryEvent> events = new ArrayList<>();

    List<DeliveryEvent> events() {
        return events;
    }

    @Override
    public boolean report(RealmModel realm, DeliveryEvent event) {
        boolean news = events.stream().noneMatch(known -> known.eventId().equals(event.eventId()));
        if (news) {
            events.add(event);
        }
        return news;
    }

    @Override
    public String enqueue(RealmModel realm, OutgoingMail mail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int cancel(RealmModel realm, String userId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MailRecord> latest(RealmModel realm, String userId, MailKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MailRecord> mail(RealmModel realm, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<MailRecord> mails(RealmModel realm, MailQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Suppression> suppression(RealmModel realm, String address, MailKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<Suppression> suppressions(RealmModel realm, SuppressionFilter filter, int first, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void suppress(RealmModel realm, String address, Suppression.Reason reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean lift(RealmModel realm, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int lift(RealmModel realm, SuppressionFilter filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
