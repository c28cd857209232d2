package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkTarget;
import io.github.keycloakporter.spi.link.PendingLink;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.keycloak.models.RealmModel;

/** What the parts of {@link MailStoreContract} have in common. */
abstract class StoreContract {

    static final RealmModel REALM = TestRealms.CUSTOMERS;
    static final String ANN = "ann@example.org";
    static final String LEASE = "the-lease";

    abstract MailStore store();

    @BeforeEach
    void clear() {
        store().clear();
    }

    static OutgoingMail mail(String recipient) {
        return OutgoingMail.of(
                MailKind.VERIFY_EMAIL,
                Optional.of("user-1"),
                recipient,
                "Confirm",
                "the text body",
                "<p>html body</p>");
    }

    String enqueue(OutgoingMail mail) {
        return enqueue(REALM, mail);
    }

    String enqueue(RealmModel realm, OutgoingMail mail) {
        return store().call(session -> session.outbox().enqueue(realm, mail));
    }

    String enqueue() {
        return enqueue(mail(ANN));
    }

    /** Takes up to ten due mails under {@link #LEASE}, which ends in five minutes. */
    List<String> take() {
        return take(LEASE, now());
    }

    List<String> take(String lease, long now) {
        return take(10, lease, now);
    }

    /** Takes due mails, all under a lease of that name. */
    List<String> take(int max, String lease, long now) {
        return store().call(session -> take(session, max, lease, now));
    }

    static List<String> take(MailSession session, int max, String lease, long now) {
        List<String> ids = session.queue().take(max, realm -> true, Set.of(), true, now, now + 300_000).stream()
                .map(MailQueue.Taken::id)
                .toList();
        ids.forEach(id -> session.row(id).lease = lease);
        return ids;
    }

    /** A link to be issued for the user of {@link #mail}. */
    static PendingLink link() {
        LinkTarget target = new LinkTarget("login-actions/action-token", Map.of(), Map.of("typ", "verify-email"), "en");
        return PendingLink.of(new LinkRequest("user-1", "verify-email", target, "state", 60, 60, 1));
    }

    List<QueuedMail> open(List<String> ids) {
        return store().call(session -> session.queue().open(REALM, ids, LEASE, now()));
    }

    /** Takes and opens everything that is due. */
    List<QueuedMail> takeAndOpen() {
        return open(take());
    }

    void finish(QueuedMail mail, AttemptResult outcome) {
        store().run(session -> session.queue().finish(REALM, mail, outcome, now()));
    }

    /** A mail that the transport accepted. */
    String sent() {
        return sent(ANN, "provider-id");
    }

    String sent(String recipient, String providerMessageId) {
        String id = enqueue(mail(recipient));
        takeAndOpen().forEach(mail -> finish(mail, AttemptResult.sent("smtp", Optional.of(providerMessageId))));
        return id;
    }

    boolean report(String mailId, String eventId, DeliveryEvent.Type type, long at) {
        return report(REALM, event(mailId, eventId, type, at));
    }

    boolean report(RealmModel realm, DeliveryEvent event) {
        return store().call(session -> session.outbox().report(realm, event));
    }

    static DeliveryEvent event(String mailId, String eventId, DeliveryEvent.Type type, long at) {
        return new DeliveryEvent(
                eventId, type, Instant.ofEpochMilli(at), Optional.of(mailId), Optional.empty(), Optional.of("5.1.1"));
    }

    MailEntity row(String id) {
        return store().call(session -> session.row(id));
    }

    MailStatus status(String id) {
        return row(id).status;
    }

    boolean suppressed(String address, MailKind kind) {
        return store().call(session -> session.outbox().suppression(REALM, address, kind))
                .isPresent();
    }

    /** Changes a row behind the store's back. */
    void change(String id, Consumer<MailEntity> change) {
        store().run(session -> change.accept(session.row(id)));
    }

    static long now() {
        return System.currentTimeMillis();
    }
}
