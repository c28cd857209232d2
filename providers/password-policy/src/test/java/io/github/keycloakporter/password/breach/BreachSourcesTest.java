package io.github.keycloakporter.password.breach;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.password.rule.Candidate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachSourcesTest {

    /** SHA-1: 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8. */
    private static final String PASSWORD = "password";

    private static final String HIT = "1E4C9B93F3F0682250B6CF8331B7EE68FD8:10434004\r\n";
    private static final String OTHERS =
            "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2\r\n";

    private final AtomicLong clock = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CloseableHttpClient http = HttpClients.createDefault();
    private final List<String> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger(BreachLookupMetrics.class.getName());
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing was opened
        }
    };

    @TempDir
    private Path folder;

    /** Long, but for those who are not to be waited for. */
    private Duration patience = Duration.ofSeconds(30);

    private RangeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RangeServer();
        logger.addHandler(recorder);
    }

    @AfterEach
    void stop() throws IOException {
        logger.removeHandler(recorder);
        server.close();
        http.close();
    }

    @Test
    void fiveDigitsLeaveAndNothingElse() {
        server.behave(RangeServer.lines(OTHERS + HIT));

        assertThat(allowed(online(500), PASSWORD)).isFalse();
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("GET /range/5BAA6");
            assertThat(request.headers().get("Add-padding")).containsExactly("true");
            assertThat(request.headers().get("User-agent")).containsExactly("Porter");
            assertThat(request.body()).isEmpty();
            assertThat(request.headers().toString())
                    .doesNotContainIgnoringCase("1E4C9")
                    .doesNotContain(PASSWORD);
        });
    }

    @Test
    void anUnknownPasswordIsAllowed() {
        server.behave(RangeServer.lines(OTHERS));

        assertThat(allowed(online(500), PASSWORD)).isTrue();
        assertThat(count("unknown")).isOne();
    }

    @Test
    void paddingIsNoBreach() {
        server.behave(RangeServer.lines(OTHERS + HIT.replaceAll(":\\d+", ":0")));

        assertThat(allowed(online(500), PASSWORD)).isTrue();
    }

    @Test
    void anAnswerIsKept() {
        server.behave(RangeServer.lines(OTHERS + HIT));
        Breaches online = online(500);

        IntStream.range(0, 5).forEach(i -> assertThat(allowed(online, PASSWORD)).isFalse());
        assertThat(server.requests()).hasSize(1);
        assertThat(count("breached")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 404, 429, 500, 503})
    void whereNobodyCanTellTheLocalListsDecide(int status) {
        server.behave(RangeServer.status(status, HIT));

        assertThat(allowed(online(500), PASSWORD)).isTrue();
        assertThat(count("failed")).isOne();
    }

    @Test
    void anAnswerOfAnotherKindIsNone() {
        server.behave(RangeServer.lines("<html>Welcome to this hotel</html>"));

        assertThat(allowed(online(500), PASSWORD)).isTrue();
        assertThat(count("failed")).isOne();
    }

    /** Would never end without the time-out. */
    @Test
    void nobodyWaitsForASilentService() {
        patience = Duration.ofMillis(300);
        server.behave(server.silence());

        assertThat(allowed(online(500, server.url()), PASSWORD)).isTrue();
        assertThat(count("failed")).isOne();
    }

    @Test
    void nobodyWaitsForAnAnswerThatTrickles() {
        patience = Duration.ofMillis(300);
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(OTHERS.getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            }
        });

        assertThat(allowed(online(500), PASSWORD)).isTrue();
        assertThat(count("failed")).isOne();
    }

    @Test
    void aServiceThatIsAwayIsLoggedOnce() throws IOException {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        BreachSources sources = sources(500, nobody, Optional.empty());
        Breaches away = sources.online(() -> http);
        assertThat(allowed(away, PASSWORD)).isTrue();
        assertThat(allowed(away, PASSWORD)).isTrue();

        assertThat(count("failed")).isEqualTo(2);
        assertThat(logged).singleElement().asString().contains("local lists alone decide");
        assertThat(logged.toString()).doesNotContain("5BAA6", PASSWORD, "range");
    }

    @Test
    void aServiceThatFailedIsAskedAgainAfterAPause() {
        Breaches online = online(500);
        server.behave(RangeServer.status(503, ""));
        allowed(online, PASSWORD);
        server.behave(RangeServer.lines(HIT));
        assertThat(allowed(online, PASSWORD)).as("at once").isTrue();
        assertThat(server.requests()).hasSize(1);

        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(allowed(online, PASSWORD)).isFalse();
        allowed(online, "another");

        assertThat(logged).hasSize(2);
        assertThat(logged.get(1)).contains("again");
        assertThat(logged.toString()).doesNotContain("5BAA6", PASSWORD);
    }

    /** Every line of a file, and neighbours of each. */
    @Test
    void aSortedFileIsSearched() throws IOException {
        List<String> known =
                IntStream.range(0, 3000).mapToObj(i -> "known " + i).toList();
        for (String end : List.of("\n", "\r\n")) {
            Path file = Files.writeString(
                    folder.resolve("digests" + end.length()),
                    String.join(
                            end,
                            known.stream()
                                    .map(each -> Sha1.of(each).hex() + ":" + (each.hashCode() & 0xfffff))
                                    .sorted()
                                    .toList()));
            Breaches offline =
                    sources(500, server.url(), Optional.of(file)).offline().orElseThrow();

            assertThat(known)
                    .allSatisfy(
                            each -> assertThat(allowed(offline, each)).as(each).isFalse());
            assertThat(IntStream.range(0, 3000).mapToObj(i -> "unknown " + i))
                    .allSatisfy(
                            each -> assertThat(allowed(offline, each)).as(each).isTrue());
        }
        assertThat(count("failed")).isZero();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aFileWithoutDigestsTellsNothing() throws IOException {
        for (String text : List.of("password\nsunshine\n", "x".repeat(10_000))) {
            Path file = Files.writeString(folder.resolve("other"), text);
            Breaches offline =
                    sources(500, server.url(), Optional.of(file)).offline().orElseThrow();

            assertThat(allowed(offline, PASSWORD)).isTrue();
        }
        assertThat(count("failed")).isEqualTo(2);

        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThat(allowed(
                        sources(500, server.url(), Optional.of(empty)).offline().orElseThrow(), PASSWORD))
                .isTrue();
    }

    @Test
    void aDigestIsNeverPrinted() {
        assertThat(Sha1.of(PASSWORD)).hasToString("Sha1");
        assertThat(Sha1.of(PASSWORD).hex()).isEqualTo("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8");
    }

    private Breaches online(int cacheRanges) {
        return online(cacheRanges, server.url());
    }

    private Breaches online(int cacheRanges, URI url) {
        return sources(cacheRanges, url, Optional.empty()).online(() -> http);
    }

    private BreachSources sources(int cacheRanges, URI url, Optional<Path> file) {
        return new BreachSources(
                new BreachConfig(url, patience, cacheRanges, Duration.ofHours(1), file), registry, clock::get);
    }

    private static boolean allowed(Breaches breaches, String password) {
        return new NotBreached(breaches).isMetBy(Candidate.of(password));
    }

    private double count(String result) {
        Counter counter = registry.find("porter.password.breach.lookups")
                .tag("result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
