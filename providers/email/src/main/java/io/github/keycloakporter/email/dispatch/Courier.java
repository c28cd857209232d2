package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.Outcome;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.MailSender;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Carries a parcel to the first transport that takes it. One call is one attempt, however many transports it tries. */
final class Courier {

    private final Gates gates;
    private final RetryPolicy retries;
    private final Predicate<QueuedMail> hasDeadLink;
    private final MailMetrics metrics;
    private final Clock clock;
    private final Setup setup = new Setup();

    /** @param hasDeadLink whether a mail is not worth sending any more */
    Courier(Gates gates, RetryPolicy retries, Predicate<QueuedMail> hasDeadLink, MailMetrics metrics, Clock clock) {
        this.gates = gates;
        this.retries = retries;
        this.hasDeadLink = hasDeadLink;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @return what became of each mail of the parcel */
    Map<QueuedMail, Outcome> carry(Parcel parcel) {
        Map<QueuedMail, Outcome> outcomes = new LinkedHashMap<>();
        List<QueuedMail> waiting = new ArrayList<>();
        for (QueuedMail mail : parcel.mails()) {
            if (hasDeadLink.test(mail)) {
                outcomes.put(mail, Outcome.expired());
            } else {
                waiting.add(mail);
            }
        }
        setup.check(parcel);
        Failures failures = new Failures();
        for (MailRoute route : parcel.sender().isPresent() ? parcel.routes() : List.<MailRoute>of()) {
            // a worker that was held up must not send what another node may be sending by now
            if (!waiting.isEmpty() && clock.millis() < parcel.heldUntil()) {
                waiting = offer(parcel, route, waiting, outcomes, failures);
            }
        }
        for (QueuedMail mail : waiting) {
            outcomes.put(mail, failures.of(mail, parcel, retries));
        }
        return outcomes;
    }

    /** @return the mails that this transport did not take */
    private List<QueuedMail> offer(
            Parcel parcel,
            MailRoute route,
            List<QueuedMail> mails,
            Map<QueuedMail, Outcome> outcomes,
            Failures failures) {
        List<QueuedMail> left = new ArrayList<>();
        for (int from = 0; from < mails.size(); from += route.batchSize()) {
            List<QueuedMail> batch = mails.subList(from, Math.min(mails.size(), from + route.batchSize()));
            List<MailMessage> messages = batch.stream()
                    .map(mail -> message(mail, parcel.sender().orElseThrow(), parcel.realmName()))
                    .toList();
            Optional<List<DeliveryResult>> results = gates.through(route, messages);
            for (int i = 0; i < batch.size(); i++) {
                QueuedMail mail = batch.get(i);
                if (results.isEmpty()) {
                    left.add(mail);
                } else if (results.get().get(i) instanceof Accepted accepted) {
                    outcomes.put(mail, Outcome.sent(route.transport(), accepted.providerMessageId()));
                    failures.lastTransport(mail).ifPresent(earlier -> metrics.failedOver(earlier, route.transport()));
                } else if (results.get().get(i) instanceof Failed failed) {
                    failures.add(mail, route.transport(), failed);
                    if (FaultPolicy.triesNextTransport(failed.fault())) {
                        left.add(mail);
                    } else {
                        outcomes.put(mail, failures.of(mail, parcel, retries));
                    }
                }
            }
        }
        return left;
    }

    private static MailMessage message(QueuedMail mail, MailSender sender, String realmName) {
        return new MailMessage(
                mail.id(),
                mail.kind(),
                sender,
                mail.recipient(),
                mail.content().subject(),
                mail.content().text(),
                mail.content().html(),
                StandardHeaders.of(mail, sender, realmName),
                mail.run(),
                mail.content().personal());
    }
}
