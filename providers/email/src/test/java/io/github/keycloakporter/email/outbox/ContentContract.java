package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.link.PendingLink;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

abstract class ContentContract extends StoreContract {

    @Test
    void whatAMailSaysIsNotReadableAtRestAndComesBackWhole() {
        PendingLink pending = link();
        String id = enqueue(mail(ANN).withLink(pending));
        String atRest = new String(row(id).content, StandardCharsets.ISO_8859_1);
        assertThat(atRest).doesNotContain("text body", "html", "Confirm", pending.tokenSlot(), "subject");
        MailContent content = takeAndOpen().get(0).content();
        assertThat(content.subject()).isEqualTo("Confirm");
        assertThat(content.text()).isEqualTo("the text body");
        assertThat(content.html()).isEqualTo("<p>html body</p>");
        assertThat(content.link()).isEqualTo(pending);
    }

    @Test
    void theSameMailTwiceLooksDifferentAtRest() {
        assertThat(row(enqueue()).content).isNotEqualTo(row(enqueue()).content);
    }

    @Test
    void contentDoesNotOpenInAnotherRow() {
        String one = enqueue();
        String two = enqueue(mail("bob@example.org"));
        byte[] foreign = row(one).content;
        change(two, row -> row.content = foreign);
        assertThat(takeAndOpen()).extracting(QueuedMail::id).containsExactly(one);
        assertUnreadable(two);
    }

    @Test
    void contentThatWasChangedDoesNotOpen() {
        String id = enqueue();
        byte[] changed = row(id).content.clone();
        changed[changed.length - 1] ^= 1;
        change(id, row -> row.content = changed);
        assertThat(takeAndOpen()).isEmpty();
        assertUnreadable(id);
    }

    @Test
    void contentThatIsNoContentAtAllDoesNotStopTheOthers() {
        List<byte[]> broken = List.of(new byte[0], new byte[] {90}, new byte[] {-1, 2, 3}, new byte[] {3, 1, 2, 3});
        List<String> ids = broken.stream()
                .map(bytes -> {
                    String id = enqueue();
                    change(id, row -> row.content = bytes);
                    return id;
                })
                .toList();
        String good = enqueue();
        assertThat(takeAndOpen()).extracting(QueuedMail::id).containsExactly(good);
        ids.forEach(this::assertUnreadable);
    }

    @Test
    void aRotatedKeyStillOpensOldMails() {
        String id = enqueue();
        store().keys().rotate();
        assertThat(takeAndOpen()).extracting(QueuedMail::id).containsExactly(id);
    }

    @Test
    void aMailWhoseKeyIsGoneHasFailed() {
        String id = enqueue();
        store().keys().replace();
        assertThat(takeAndOpen()).isEmpty();
        assertUnreadable(id);
    }

    @Test
    void aMailMayBeLong() {
        // hardly compressible: the column itself must hold it
        String text = new Random(7)
                .ints(600_000, 0x21, 0x7e)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        enqueue(OutgoingMail.of(MailKind.OTHER, Optional.empty(), ANN, "Long", text, ""));
        assertThat(takeAndOpen().get(0).content().text()).isEqualTo(text);
    }

    private void assertUnreadable(String id) {
        MailEntity row = row(id);
        assertThat(row.status).isEqualTo(MailStatus.FAILED);
        assertThat(row.error).isEqualTo("content unreadable");
        assertThat(row.content).isNull();
        assertThat(row.dueAt).isNull();
    }
}
