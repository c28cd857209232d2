package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.email.fault.DeliveryFailure;
import io.github.keycloakporter.email.fault.FaultClassifier;
import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.email.fault.Stage;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Accepted;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.http.conn.ConnectTimeoutException;

/**
 * One delivery: calls until every letter has its result. A refused call of many letters goes out again without those that
 * SendGrid names; where it names none, in halves, so that one bad letter does not take the others with it.
 */
final class SendGridDelivery {

    /** So many calls may fail on the way; what is left then waits for the next attempt. */
    private static final int REFUSED_CALLS = 64;

    private final SendGridApi api;
    private final SendGridKey key;
    private final boolean sandbox;
    private final Clock clock;
    private final DeliveryResult[] results;

    SendGridDelivery(SendGridApi api, SendGridKey key, boolean sandbox, Clock clock, DeliveryResult[] results) {
        this.api = api;
        this.key = key;
        this.sandbox = sandbox;
        this.clock = clock;
        this.results = results;
    }

    void run(List<List<BulkEntry>> calls) {
        Deque<List<BulkEntry>> open = new ArrayDeque<>(calls);
        int refused = 0;
        while (!open.isEmpty()) {
            List<BulkEntry> call = open.poll();
            SendGridAnswer answer;
            try {
                answer = api.send(key, SendGridMail.of(call, sandbox));
            } catch (IOException e) {
                giveUp(call, open, failed(code(e)));
                return;
            }
            if (answer.accepted()) {
                all(call, new Accepted(answer.messageId()));
                continue;
            }
            Fault fault = answer.fault();
            boolean tooLong = answer.tooLong() && call.size() > 1;
            if (!FaultPolicy.ours(fault) || tooLong) {
                if (refused++ >= REFUSED_CALLS) {
                    // so many refusals in a row: the rest goes by another transport, or in another attempt
                    giveUp(call, open, failed(Fault.temporary(Party.MESSAGE), answer));
                    return;
                }
                refused(call, answer).forEach(open::addFirst);
            } else {
                giveUp(call, open, failed(fault, answer));
                return;
            }
        }
    }

    /** @return calls to make in its place */
    private List<List<BulkEntry>> refused(List<BulkEntry> call, SendGridAnswer answer) {
        if (call.size() == 1) {
            all(call, failed(answer.fault(), answer));
            return List.of();
        }
        Map<Integer, Fault> named = answer.named();
        named.keySet().removeIf(place -> place >= call.size());
        if (named.isEmpty()) {
            int half = call.size() / 2;
            return List.of(call.subList(half, call.size()), call.subList(0, half));
        }
        List<BulkEntry> rest = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            if (named.containsKey(i)) {
                all(List.of(call.get(i)), failed(named.get(i), answer));
            } else {
                rest.add(call.get(i));
            }
        }
        return rest.isEmpty() ? List.of() : List.of(rest);
    }

    /** What holds for one call holds for those after it. */
    private void giveUp(List<BulkEntry> call, Deque<List<BulkEntry>> open, DeliveryResult result) {
        all(call, result);
        open.forEach(rest -> all(rest, result));
    }

    private void all(List<BulkEntry> letters, DeliveryResult result) {
        letters.forEach(letter -> results[letter.place()] = result);
    }

    private Failed failed(Fault fault, SendGridAnswer answer) {
        return new Failed(fault, answer.code(), answer.retryAfter(clock.instant()));
    }

    /** @param what a condition of the table of faults, which is the code at the same time */
    static Failed failed(String what) {
        return new Failed(FaultClassifier.fault(DeliveryFailure.event(Stage.HTTP, what)), what);
    }

    private static String code(IOException failure) {
        if (failure instanceof ConnectTimeoutException) {
            return "sendgrid connect";
        }
        if (failure instanceof SocketTimeoutException) {
            return "sendgrid timeout";
        }
        if (failure instanceof SSLException) {
            return "sendgrid tls";
        }
        boolean never = failure instanceof ConnectException || failure instanceof UnknownHostException;
        return never ? "sendgrid connect" : "sendgrid dropped";
    }
}
