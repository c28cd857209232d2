package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.Outcome;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.DeliveryResult.TryLater;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which transport put a mail off last, and how, during one attempt. */
final class Failures {

    private record Failure(String transport, TryLater result) {}

    private final Map<String, Failure> last = new HashMap<>();

    void add(QueuedMail mail, String transport, TryLater result) {
        last.put(mail.id(), new Failure(transport, result));
    }

    Optional<String> lastTransport(QueuedMail mail) {
        return Optional.ofNullable(last.get(mail.id())).map(Failure::transport);
    }

    /** Nothing that was really tried means no attempt: closed gates use up no mail's chances. */
    Outcome of(QueuedMail mail, Parcel parcel, RetryPolicy retries) {
        Failure failure = last.get(mail.id());
        if (failure != null) {
            return retries.after(
                    mail, Optional.of(failure.transport), failure.result.code(), failure.result.retryAfter());
        }
        if (parcel.sender().isEmpty()) {
            return retries.after(mail, Optional.empty(), "no From address", Optional.empty());
        }
        return parcel.routes().isEmpty()
                ? retries.after(mail, Optional.empty(), "no transport set up", Optional.empty())
                : retries.untried(mail);
    }
}
