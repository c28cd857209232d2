package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.outbox.AttemptResult;
import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries a batch to the first transport that takes it. One call is one attempt, however many transports it tries. */
final class BatchSender {

    private final TransportGuards guards;
    private final RetryPolicy retries;
    private final MailMetrics metrics;
    private final Clock clock;
    private final Setup setup = new Setup();

    BatchSender(TransportGuards guards, RetryPolicy retries, MailMetrics metrics, Clock clock) {
        this.guards = guards;
        this.retries = retries;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @return the outcome of each mail of the batch */
    Map<QueuedMail, AttemptResult> carry(MailBatch batch) {
        Map<QueuedMail, AttemptResult> outcomes = new LinkedHashMap<>();
        List<QueuedMail> waiting = batch.mails();
        setup.check(batch);
        Failures failures = new Failures();
        for (MailRoute route : batch.sender().isPresent() ? batch.routes() : List.<MailRoute>of()) {
            // a worker that was held up must not send what another node may be sending by now
            if (!waiting.isEmpty() && batch.lease().isHeld(clock.millis())) {
                waiting = offer(batch, route, waiting, outcomes, failures);
            }
        }
        for (QueuedMail mail : waiting) {
            outcomes.put(mail, failures.of(mail, batch, retries));
        }
        return outcomes;
    }

    /** @return the mails that this transport did not take */
    private List<QueuedMail> offer(
            MailBatch batch,
            MailRoute route,
            List<QueuedMail> mails,
            Map<QueuedMail, AttemptResult> outcomes,
            Failures failures) {
        List<QueuedMail> left = new ArrayList<>();
        for (int from = 0; from < mails.size(); from += route.batchSize()) {
            List<QueuedMail> call = mails.subList(from, Math.min(mails.size(), from + route.batchSize()));
            List<MailMessage> messages = call.stream()
                    .map(mail -> message(mail, batch.sender().orElseThrow(), batch.realmName()))
                    .toList();
            Optional<List<DeliveryResult>> results = guards.through(route, messages);
            for (int i = 0; i < call.size(); i++) {
                QueuedMail mail = call.get(i);
                if (results.isEmpty()) {
                    left.add(mail);
                } else if (results.get().get(i) instanceof Accepted accepted) {
                    outcomes.put(mail, AttemptResult.sent(route.transport(), accepted.providerMessageId()));
                    failures.lastTransport(mail).ifPresent(earlier -> metrics.failedOver(earlier, route.transport()));
                } else if (results.get().get(i) instanceof Failed failed) {
                    failures.add(mail, route.transport(), failed);
                    if (FaultPolicy.triesNextTransport(failed.fault())) {
                        left.add(mail);
                    } else {
                        outcomes.put(mail, failures.of(mail, batch, retries));
                    }
                }
            }
        }
        return left;
    }

    private static MailMessage message(QueuedMail mail, SenderIdentity sender, String realmName) {
        if (mail.content().link() != null) {
            throw new IllegalStateException("A mail must not leave before its link is issued");
        }
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
