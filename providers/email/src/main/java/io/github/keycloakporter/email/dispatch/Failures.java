package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.outbox.AttemptResult;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which transports did not take a mail during one attempt, and why: as much of it as decides what becomes of the mail. */
final class Failures {

    /** @param transport empty where there was none to ask */
    record Failure(Optional<String> transport, Failed result) {

        /** What is missing for any mail of the realm to leave. */
        static Failure ofSetup(String code) {
            return new Failure(Optional.empty(), new Failed(Fault.temporary(Party.ACCOUNT), code));
        }
    }

    private final Map<String, Failure> decisive = new HashMap<>();
    private final Map<String, String> lastTransport = new HashMap<>();

    void add(QueuedMail mail, String transport, Failed result) {
        lastTransport.put(mail.id(), transport);
        decisive.merge(mail.id(), new Failure(Optional.of(transport), result), Failures::decisive);
    }

    Optional<String> lastTransport(QueuedMail mail) {
        return Optional.ofNullable(lastTransport.get(mail.id()));
    }

    /** If no transport was actually tried, it does not count as an attempt. */
    AttemptResult of(QueuedMail mail, MailBatch batch, RetryPolicy retries) {
        Failure failure = decisive.get(mail.id());
        if (failure != null) {
            return retries.after(mail, failure);
        }
        return Setup.problem(batch)
                .map(problem -> retries.after(mail, Failure.ofSetup(problem)))
                .orElseGet(() -> retries.untried(mail));
    }

    /** A mailbox that is gone ends the mail, whatever others say; otherwise the mail waits as long as one transport may take it. */
    private static Failure decisive(Failure earlier, Failure later) {
        Fault fault = later.result.fault();
        boolean decides = !FaultPolicy.triesNextTransport(fault)
                || FaultPolicy.retried(fault)
                || !FaultPolicy.retried(earlier.result.fault());
        return decides ? later : earlier;
    }
}
