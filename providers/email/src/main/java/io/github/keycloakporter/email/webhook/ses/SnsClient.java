package io.github.keycloakporter.email.webhook.ses;

import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks SNS: short time-outs, small answers, no redirects, and never more than a few calls at once. */
final class SnsClient {

    private static final int MAX_ANSWER = 64 * 1024;
    private static final int MAX_CALLS = 4;

    private final HttpClient http;
    private final Duration timeout;
    private final Semaphore calls = new Semaphore(MAX_CALLS);

    /** @param timeout of one call as a whole, its body included */
    SnsClient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The answer to a GET, where it is 200. Refusals (4xx) count as forged, all other trouble as unavailable. */
    byte[] get(URI uri) throws WebhookRejection {
        if (!calls.tryAcquire()) {
            throw new WebhookRejection(Reason.UNAVAILABLE);
        }
        try {
            HttpResponse<byte[]> answer = answer(uri);
            if (answer.statusCode() != 200) {
                throw new WebhookRejection(answer.statusCode() / 100 == 4 ? Reason.FORGED : Reason.UNAVAILABLE);
            }
            return answer.body();
        } finally {
            calls.release();
        }
    }

    private HttpResponse<byte[]> answer(URI uri) throws WebhookRejection {
        // the request's own time-out ends with the headers; the future's covers the body, too
        CompletableFuture<HttpResponse<byte[]>> call = http.sendAsync(
                HttpRequest.newBuilder(uri).timeout(timeout).build(), info -> new LimitedBody(MAX_ANSWER));
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            call.cancel(true);
            throw new WebhookRejection(Reason.UNAVAILABLE);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new WebhookRejection(Reason.UNAVAILABLE);
        }
    }
}
