package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailQuery;
import io.github.keycloakporter.spi.mail.MailRecord;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class LedgerContract extends StoreContract {

    @Test
    void theNewestMailsComeFirstInPages() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            long created = now() - 1_000 + i;
            ids.add(enqueueAt(created));
        }
        Collections.reverse(ids);
        assertThat(find(query(0, 100))).containsExactlyElementsOf(ids);
        assertThat(find(query(0, 3))).containsExactlyElementsOf(ids.subList(0, 3));
        assertThat(find(query(3, 3))).containsExactlyElementsOf(ids.subList(3, 6));
        assertThat(find(query(6, 3))).containsExactlyElementsOf(ids.subList(6, 7));
        assertThat(find(query(7, 3))).isEmpty();
    }

    @Test
    void userStatusAndKindNarrowTheList() {
        String sent = sent();
        String waiting = enqueue();
        String other = enqueue(OutgoingMail.of(MailKind.INVITE, Optional.of("user-2"), ANN, "Come", "t", "h"));
        enqueue(TestRealms.STAFF, mail(ANN));
        assertThat(find(new MailQuery(Optional.of("user-1"), Optional.empty(), Optional.empty(), 0, 10)))
                .containsExactlyInAnyOrder(sent, waiting);
        assertThat(find(new MailQuery(Optional.empty(), Optional.of(MailStatus.SENT), Optional.empty(), 0, 10)))
                .containsExactly(sent);
        assertThat(find(new MailQuery(Optional.empty(), Optional.empty(), Optional.of(MailKind.INVITE), 0, 10)))
                .containsExactly(other);
        assertThat(find(new MailQuery(
                        Optional.of("user-2"), Optional.of(MailStatus.SENT), Optional.of(MailKind.INVITE), 0, 10)))
                .isEmpty();
    }

    @Test
    void everyScriptAndEmojiComeBack() {
        String subject = "Подтвердите адрес 🚪📬 確認 – Ünïcödé";
        String recipient = "пётр🚪@пример.рф";
        String id =
                enqueue(OutgoingMail.of(MailKind.OTHER, Optional.empty(), recipient, subject, "текст 🚪", "<p>確認</p>"));
        MailRecord record =
                store().call(session -> session.outbox().mail(REALM, id)).orElseThrow();
        assertThat(record.subject()).isEqualTo(subject);
        assertThat(record.recipient()).isEqualTo(recipient);
        assertThat(takeAndOpen().get(0).content().text()).isEqualTo("текст 🚪");
    }

    @Test
    void theLongestAddressFits() {
        String recipient = "a".repeat(64) + "@" + "b".repeat(251) + ".org";
        assertThat(recipient).hasSize(320);
        assertThat(row(enqueue(mail(recipient))).recipient).isEqualTo(recipient);
    }

    @Test
    void aLongSubjectIsCutInTheLedgerOnly() {
        String subject = "Подт".repeat(250).substring(0, 998);
        String id = enqueue(OutgoingMail.of(MailKind.OTHER, Optional.empty(), ANN, subject, "t", "h"));
        assertThat(row(id).subject).isEqualTo(subject.substring(0, 255));
        assertThat(takeAndOpen().get(0).content().subject()).isEqualTo(subject);
    }

    @Test
    void aSubjectIsNotCutWithinACharacter() {
        String subject = "x".repeat(254) + "🚪 and more";
        String id = enqueue(OutgoingMail.of(MailKind.OTHER, Optional.empty(), ANN, subject, "t", "h"));
        assertThat(row(id).subject).isEqualTo("x".repeat(254));
    }

    @Test
    void anEmptySubjectIsASubject() {
        String id = enqueue(OutgoingMail.of(MailKind.OTHER, Optional.empty(), ANN, "", "t", "h"));
        assertThat(row(id).subject).isEmpty();
    }

    private String enqueueAt(long created) {
        String id = new TimeOrderedIds().next(created);
        store().run(session -> {
            MailEntity row = new MailEntity();
            row.id = id;
            row.realmId = REALM.getId();
            row.kind = MailKind.OTHER;
            row.recipient = ANN;
            row.addressHash = AddressHash.of(REALM, ANN);
            row.subject = "Confirm";
            row.status = MailStatus.SENT;
            row.createdAt = created;
            session.em().persist(row);
        });
        return id;
    }

    private static MailQuery query(int first, int max) {
        return new MailQuery(Optional.empty(), Optional.empty(), Optional.empty(), first, max);
    }

    private List<String> find(MailQuery query) {
        return store().call(session ->
                session.outbox().mails(REALM, query).map(MailRecord::id).toList());
    }
}
