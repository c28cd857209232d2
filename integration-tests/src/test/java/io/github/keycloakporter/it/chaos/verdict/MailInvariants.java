package io.github.keycloakporter.it.chaos.verdict;

import io.github.keycloakporter.it.chaos.fault.Timeline;
import io.github.keycloakporter.it.chaos.mail.Addresses;
import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.chaos.people.Diary;
import io.github.keycloakporter.it.chaos.people.Examiner.Exam;
import io.github.keycloakporter.it.chaos.people.Examiner.Finding;
import io.github.keycloakporter.it.chaos.verdict.Records.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is promised of mails, held against what the providers took and what the ledger says. */
public final class MailInvariants {

    private final Records records;
    private final List<Arrival> arrivals;
    private final Timeline timeline;
    private final Diary diary;
    private final Map<String, List<Arrival>> byMail;
    private final Map<String, Row> rows = new HashMap<>();

    public MailInvariants(Records records, List<Arrival> arrivals, Timeline timeline, Diary diary) {
        this.records = records;
        this.arrivals = arrivals;
        this.timeline = timeline;
        this.diary = diary;
        byMail = arrivals.stream().collect(Collectors.groupingBy(Arrival::mailId));
        records.rows().forEach(row -> rows.put(row.id(), row));
    }

    public List<Verdict> all(List<Exam> exams, Predicate<String> bounced) {
        return List.of(
                everyPromisedMailArrives(),
                nothingWaitsForEver(),
                theLedgerAgreesWithTheWire(),
                notSentIsHonest(bounced),
                onlyFaultsRepeatAMail(),
                linksAreAlive(exams),
                onlyDeadMailboxesAreSuppressed());
    }

    private Verdict everyPromisedMailArrives() {
        List<String> lost = new ArrayList<>();
        for (Diary.Promise promise : diary.promises()) {
            boolean arrived = arrivals.stream()
                    .anyMatch(arrival -> arrival.address().equals(promise.address())
                            && arrival.kind().equals(promise.kind())
                            && !arrival.at().isBefore(promise.asked()));
            // the mail of an earlier request was used before this one's could leave
            boolean superseded = diary.claimedBetween(promise.address(), promise.asked(), Instant.MAX);
            if (!arrived && !superseded && !Addresses.isDead(promise.address())) {
                lost.add(promise + "; in the ledger: " + ofAddress(promise));
            }
        }
        return new Verdict(
                "A mail that a page promised arrives", diary.promises().size(), lost);
    }

    private List<Row> ofAddress(Diary.Promise promise) {
        return records.rows().stream()
                .filter(row ->
                        row.address().equals(promise.address()) && row.kind().equals(promise.kind()))
                .toList();
    }

    private Verdict nothingWaitsForEver() {
        return rows("Every mail gets a final state", Row::isOpen);
    }

    private Verdict theLedgerAgreesWithTheWire() {
        List<String> lies = new ArrayList<>();
        for (Row row : records.rows()) {
            List<Arrival> taken = byMail.getOrDefault(row.id(), List.of());
            boolean known = taken.stream().anyMatch(one -> one.answered() && !timeline.senderWasCut(one.at()));
            if (row.saysAccepted() && taken.isEmpty()) {
                lies.add("no provider took " + row);
            }
            if (row.saysNotAccepted() && known) {
                lies.add("a provider took " + row + ", namely " + taken);
            }
        }
        byMail.forEach((id, taken) -> {
            if (!rows.containsKey(id)) {
                lies.add("the ledger has no row of " + taken);
            }
        });
        return new Verdict("The ledger agrees with the wire", records.rows().size(), lies);
    }

    /** Given up only for a newer mail, a link that was used, or a mailbox that does not exist. */
    private Verdict notSentIsHonest(Predicate<String> bounced) {
        return rows(
                "A mail is given up only for a reason",
                row -> (row.saysNotAccepted() || (row.status().equals("bounced") && !bounced.test(row.id())))
                        && !Addresses.isDead(row.address())
                        && !(row.status().equals("expired") && records.isPointless(row, diary)));
    }

    private Verdict onlyFaultsRepeatAMail() {
        List<String> repeated = new ArrayList<>();
        byMail.values().stream().filter(taken -> taken.size() > 1).forEach(taken -> {
            for (int i = 1; i < taken.size(); i++) {
                Arrival one = taken.get(i - 1);
                Arrival other = taken.get(i);
                boolean excused = !one.answered()
                        || timeline.disturbed(
                                one.at().minusSeconds(12), other.at(), Duration.ofSeconds(2), fault -> true);
                if (!excused) {
                    repeated.add(one + " and " + other);
                }
            }
        });
        return new Verdict("A mail arrives once, unless a fault hides its acceptance", byMail.size(), repeated);
    }

    private Verdict linksAreAlive(List<Exam> exams) {
        List<String> dead = exams.stream()
                .filter(exam -> exam.finding() == Finding.DEAD)
                .filter(exam -> !isReplaced(exam))
                .filter(exam -> !timeline.redisLostWrites(exam.arrival().at()))
                .filter(exam -> !isUsed(exam))
                .map(exam -> exam + "; all copies: " + byMail.get(exam.arrival().mailId()))
                .toList();
        return new Verdict("The link of a mail works when it arrives, and all its life", exams.size(), dead);
    }

    /** The link of another copy, or a newer password, since the mail was asked for. */
    private boolean isUsed(Exam exam) {
        Row row = rows.get(exam.arrival().mailId());
        Instant asked = row == null ? exam.arrival().at() : row.created();
        return diary.claimedBetween(exam.arrival().address(), asked, exam.at().plusSeconds(1));
    }

    /** A newer mail, or a later attempt of the same one, has a newer link; the newest wins. */
    private boolean isReplaced(Exam exam) {
        Arrival arrival = exam.arrival();
        Row row = rows.get(arrival.mailId());
        boolean newerRow = row != null
                && records.newer(row)
                        .filter(other -> other.created().isBefore(exam.at()))
                        .isPresent();
        boolean laterCopy =
                byMail.get(arrival.mailId()).stream().anyMatch(copy -> copy.at().isAfter(arrival.at()));
        return newerRow || laterCopy || (row != null && row.isOpen());
    }

    private Verdict onlyDeadMailboxesAreSuppressed() {
        List<String> wrong = records.suppressions().stream()
                .filter(entry -> !Addresses.isDead(entry.address()))
                .map(entry -> entry.address() + " is suppressed: " + entry.reason())
                .toList();
        return new Verdict(
                "Only dead mailboxes are suppressed", records.suppressions().size(), wrong);
    }

    private Verdict rows(String promise, Predicate<Row> breaks) {
        return new Verdict(
                promise,
                records.rows().size(),
                records.rows().stream().filter(breaks).map(Row::toString).toList());
    }
}
