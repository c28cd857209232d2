package io.github.keycloakporter.it.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.chaos.fault.Fault;
import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import io.github.keycloakporter.it.chaos.fault.Timeline;
import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.chaos.people.Diary;
import io.github.keycloakporter.it.chaos.people.Examiner.Exam;
import io.github.keycloakporter.it.chaos.people.Examiner.Finding;
import io.github.keycloakporter.it.chaos.verdict.Records.Row;
import io.github.keycloakporter.it.chaos.verdict.Records.Suppressed;
import io.github.keycloakporter.localstack.Mail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each promise can be seen to be broken, and what is no breach is not taken for one. */
class MailInvariantsTest {

    private static final String ADA = "ada@example.org";
    private static final String DEAD = "ada@gone.example.org";
    private static final String KIND = "verify-email";
    private static final Instant START = Instant.now().minusSeconds(600);

    private final List<Row> rows = new ArrayList<>();
    private final List<Suppressed> suppressions = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Exam> exams = new ArrayList<>();
    private final Timeline timeline = new Timeline();
    private final Diary diary = new Diary();

    @Test
    void aGoodMailBreaksNothing() {
        diary.promised(ADA, KIND, START);
        row("m1", "sent", ADA, 0);
        arrive("m1", ADA, 1, true);
        exam(Finding.ALIVE, 2);
        assertThat(broken()).isEmpty();
    }

    @Test
    void aPromisedMailIsLost() {
        diary.promised(ADA, KIND, START);
        assertThat(broken()).containsExactly("A mail that a page promised arrives");
    }

    @Test
    void aMailBeforeTheRequestDoesNotCount() {
        row("m1", "sent", ADA, -10);
        arrive("m1", ADA, -9, true);
        diary.promised(ADA, KIND, START);
        assertThat(broken()).containsExactly("A mail that a page promised arrives");
    }

    @Test
    void aDeadMailboxGetsNothing() {
        diary.promised(DEAD, KIND, START);
        row("m1", "bounced", DEAD, 0);
        suppressions.add(new Suppressed(DEAD, "hard-bounce"));
        assertThat(broken()).isEmpty();
    }

    @Test
    void aLivingMailboxIsSuppressed() {
        suppressions.add(new Suppressed(ADA, "hard-bounce"));
        assertThat(broken()).containsExactly("Only dead mailboxes are suppressed");
    }

    @Test
    void aMailWaitsForEver() {
        row("m1", "sending", ADA, 0);
        assertThat(broken()).containsExactly("Every mail gets a final state");
    }

    @Test
    void theLedgerContradictsTheWire() {
        String promise = "The ledger agrees with the wire";
        row("m1", "sent", ADA, 0);
        assertThat(broken()).as("nobody took it").containsExactly(promise);
        rows.clear();
        arrive("m1", ADA, 1, true);
        assertThat(broken()).as("nobody knows it").containsExactly(promise);
        row("m1", "expired", ADA, 0);
        row("m2", "sent", ADA, 100);
        arrive("m2", ADA, 101, true);
        assertThat(broken()).as("it was sent").containsExactly(promise);
        fault(Part.NODE, "killed", 0, 5);
        assertThat(broken()).as("the node died as it was sent").isEmpty();
    }

    @Test
    void aMailIsGivenUpWithoutReason() {
        row("m1", "failed", ADA, 0);
        assertThat(broken()).containsExactly("A mail is given up only for a reason");
        rows.clear();
        row("m1", "expired", ADA, 0);
        assertThat(broken()).containsExactly("A mail is given up only for a reason");
        row("m2", "sent", ADA, 1);
        arrive("m2", ADA, 2, true);
        assertThat(broken()).as("a newer one replaced it").isEmpty();
        row("m3", "bounced", ADA, 3);
        assertThat(broken()).as("the mailbox lives").containsExactly("A mail is given up only for a reason");
    }

    @Test
    void aMailArrivesTwiceForNoReason() {
        row("m1", "sent", ADA, 0);
        arrive("m1", ADA, 1, true);
        arrive("m1", ADA, 30, true);
        assertThat(broken()).containsExactly("A mail arrives once, unless a fault hides its acceptance");
        fault(Part.DATABASE, "killed", 0, 5);
        assertThat(broken()).isEmpty();
    }

    @Test
    void aLinkIsDeadOnArrival() {
        row("m1", "sent", ADA, 0);
        arrive("m1", ADA, 1, true);
        exam(Finding.DEAD, 2);
        assertThat(broken()).containsExactly("The link of a mail works when it arrives, and all its life");
        row("m2", "sent", ADA, 1);
        arrive("m2", ADA, 3, true);
        assertThat(broken()).as("a newer mail has the link that works").isEmpty();
    }

    /** Somebody uses the first of two copies, and another mail later. */
    @Test
    void aSecondCopyOfAUsedLinkIsDead() {
        rows.add(new Row("m1", KIND, "sent", ADA, 2, "no error", Instant.now().minusSeconds(1), Instant.now()));
        diary.claims(ADA);
        arrivals.add(
                new Arrival("m1", KIND, "smtp", true, new Mail(1, Instant.now(), "", ADA, "", "", "", Map.of(), "")));
        exams.add(new Exam(arrivals.get(0), Instant.now().plusSeconds(1), Finding.DEAD, false, "410"));
        diary.claims(ADA);
        assertThat(broken()).isEmpty();
    }

    /** The second request is worked on after somebody has begun to use the link of the first. */
    @Test
    void aLinkThatWasRequestedWhileAnotherOneWasUsedIsDead() {
        diary.claims(ADA);
        Instant created = Instant.now().plusSeconds(1);
        rows.add(new Row("m1", KIND, "sent", ADA, 1, "no error", created, created));
        arrivals.add(new Arrival("m1", KIND, "smtp", true, new Mail(1, created, "", ADA, "", "", "", Map.of(), "")));
        exams.add(new Exam(arrivals.get(0), created.plusSeconds(1), Finding.DEAD, false, "410"));
        assertThat(broken()).isEmpty();

        diary.claimed(ADA);
        assertThat(broken()).containsExactly("The link of a mail works when it arrives, and all its life");
    }

    @Test
    void aMailIsHeldUpBySomebodyElsesFault() {
        row("m1", "sent", ADA, 0);
        arrive("m1", ADA, 25, true);
        assertThat(broken()).containsExactly("A fault that is not its own holds no mail up for 20 s");
        fault(Part.SMTP, "relay not permitted", -10, 30);
        assertThat(broken()).as("SendGrid works").isNotEmpty();
        fault(Part.DATABASE, "frozen", -10, 10);
        assertThat(broken()).as("without a database nothing leaves").isEmpty();
    }

    @Test
    void aMailStaysWithADeadNode() {
        fault(Part.NODE, "killed", 1, 25);
        row("m1", "sent", ADA, 0);
        arrive("m1", ADA, 33, true);
        assertThat(broken()).isEmpty();
        row("m2", "sent", ADA, 0);
        arrive("m2", ADA, 290, true);
        assertThat(broken()).containsExactly("Mails of a dead node leave from another within 30 s");
        fault(Part.BOTH_PROVIDERS, "down", 30, 45);
        assertThat(broken()).as("no provider took it").isEmpty();
    }

    @Test
    void greylistingHoldsUpItsOwnDomainOnly() {
        Fault greylisting = Fault.of(Part.BOTH_PROVIDERS, "greylisting", 1, 2, () -> {}, () -> {})
                .holding(Fault.Holds.GREY_DOMAINS);
        timeline.end(timeline.begin(greylisting, START), START.plusSeconds(30));
        row("m1", "sent", "ada@grey.example.org", 1);
        arrive("m1", "ada@grey.example.org", 28, true);
        assertThat(broken()).isEmpty();
        row("m2", "sent", ADA, 1);
        arrive("m2", ADA, 28, true);
        assertThat(broken()).containsExactly("A fault that is not its own holds no mail up for 20 s");
    }

    private List<String> broken() {
        Records records = new Records(rows, suppressions, Map.of(), Set.of());
        List<Verdict> verdicts =
                new ArrayList<>(new MailInvariants(records, arrivals, timeline, diary).all(exams, id -> false));
        verdicts.addAll(new DelayInvariants(records, arrivals, timeline, diary).all());
        return verdicts.stream()
                .filter(verdict -> !verdict.holds())
                .map(Verdict::promise)
                .toList();
    }

    private void row(String id, String status, String address, int at) {
        Instant created = START.plusSeconds(at);
        rows.add(new Row(id, KIND, status, address, 1, "no error", created, created.plusSeconds(1)));
    }

    private void arrive(String id, String address, int at, boolean answered) {
        Mail mail = new Mail(arrivals.size(), START.plusSeconds(at), "", address, "", "", "", Map.of(), "");
        arrivals.add(new Arrival(id, KIND, "smtp", answered, mail));
    }

    private void exam(Finding finding, int at) {
        exams.add(new Exam(arrivals.get(arrivals.size() - 1), START.plusSeconds(at), finding, false, "a page"));
    }

    private void fault(Part part, String name, int from, int to) {
        Fault fault = Fault.of(part, name, 1, 2, () -> {}, () -> {});
        timeline.end(timeline.begin(fault, START.plusSeconds(from)), START.plusSeconds(to));
    }
}
