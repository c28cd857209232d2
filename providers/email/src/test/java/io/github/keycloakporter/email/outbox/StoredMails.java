package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.link.PendingLink;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.keycloak.models.RealmModel;

/** Mails in a real queue, for those who test what takes them out of it. */
public final class StoredMails implements AutoCloseable {

    public static final String REALM_ID = TestRealms.CUSTOMERS.getId();
    public static final String OTHER_REALM_ID = TestRealms.STAFF.getId();

    private final MailStore store =
            new MailStore("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE", "sa", "");

    public MailStore store() {
        return store;
    }

    public MailMetrics metrics() {
        return store.metrics();
    }

    /** Queues so many. @return their ids */
    public List<String> queue(String realmId, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> store.call(session -> session.outbox()
                        .enqueue(
                                TestRealms.all().getRealm(realmId),
                                OutgoingMail.of(
                                        MailKind.VERIFY_EMAIL,
                                        Optional.of("user-1"),
                                        "ann" + i + "@example.org",
                                        "Confirm",
                                        "text",
                                        "<p>html</p>"))))
                .toList();
    }

    /** Queues one with a link for user-1. @return its id */
    public String queue(PendingLink link) {
        OutgoingMail mail = OutgoingMail.of(
                MailKind.VERIFY_EMAIL,
                Optional.of("user-1"),
                "ann@example.org",
                "Confirm",
                "text " + link.tokenSlot(),
                "<p>" + link.codeSlot() + "</p>");
        return store.call(session -> session.outbox().enqueue(TestRealms.CUSTOMERS, mail.withLink(link)));
    }

    /** Takes what is due in the first realm, as a dispatcher does. */
    public List<MailQueue.Taken> take() {
        long now = System.currentTimeMillis();
        return store.call(session -> session.queue().take(100, realm -> true, Set.of(), true, now, now + 300_000));
    }

    public RealmModel realm() {
        return TestRealms.CUSTOMERS;
    }

    public boolean exists(String id) {
        return store.call(session -> session.row(id)) != null;
    }

    /** Makes it due now: for another attempt, or for another node. */
    public void makeDue(String id) {
        store.run(session -> session.row(id).dueAt = System.currentTimeMillis() - 1);
    }

    public String error(String id) {
        return store.call(session -> session.row(id)).error;
    }

    public MailStatus status(String id) {
        return store.call(session -> session.row(id)).status;
    }

    public int attempts(String id) {
        return store.call(session -> session.row(id)).attempts;
    }

    public boolean leased(String id) {
        return store.call(session -> session.row(id)).lease != null;
    }

    @Override
    public void close() {
        store.close();
    }
}
