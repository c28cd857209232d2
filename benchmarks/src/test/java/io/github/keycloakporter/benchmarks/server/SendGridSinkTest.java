package io.github.keycloakporter.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The stand-in of SendGrid, over HTTP. */
class SendGridSinkTest {

    @Test
    void countsCallsAndTheMailsInThem() throws Exception {
        try (SendGridSink sink = new SendGridSink()) {
            assertThat(post(sink, "{\"personalizations\":[{},{},{}]}")).isEqualTo(202);
            assertThat(post(sink, "{\"personalizations\":[{}]}")).isEqualTo(202);
            sink.arrivals().await(4, Duration.ofSeconds(5));
            assertThat(sink.calls()).isEqualTo(2);
            assertThat(sink.arrivals().count()).isEqualTo(4);

            sink.clear();
            assertThat(sink.calls()).isZero();
            assertThat(sink.arrivals().count()).isZero();
        }
    }

    private static int post(SendGridSink sink, String body) {
        return Http.send(HttpRequest.newBuilder(URI.create(sink.url() + "/v3/mail/send"))
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }
}
