package io.github.keycloakporter.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail server of the measurements, over a socket. */
class SmtpSinkTest {

    private SmtpSink sink;

    @BeforeEach
    void start() throws IOException {
        sink = new SmtpSink();
    }

    @AfterEach
    void stop() throws IOException {
        sink.close();
    }

    @Test
    void countsEveryMailOfAConnection() throws Exception {
        try (Client client = new Client(sink.port())) {
            client.says("220");
            client.asks("EHLO bench", "250");
            client.mail("ada@example.org");
            client.mail("ben@example.org");
            client.asks("QUIT", "221");
        }
        sink.arrivals().await(2, Duration.ofSeconds(5));
        assertThat(sink.arrivals().count()).isEqualTo(2);
    }

    /** The answer comes after the time, never before: no upper bound is asserted. */
    @Test
    void takesAsLongAsTheAddressAsksFor() throws Exception {
        try (Client client = new Client(sink.port())) {
            client.says("220");
            long start = System.nanoTime();
            client.mail(Delays.prefix(150) + "cleo@example.org");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(150_000_000L);
        }
    }

    @Test
    void aMailThatIsCutOffCountsForNothing() throws Exception {
        try (Client client = new Client(sink.port())) {
            client.says("220");
            client.asks("RCPT TO:<dora@example.org>", "250");
            client.asks("DATA", "354");
        }
        assertThatThrownBy(() -> sink.arrivals().await(1, Duration.ofMillis(50)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Only 0 of 1");
    }

    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(5_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
        }

        void mail(String recipient) throws IOException {
            asks("MAIL FROM:<gate@example.org>", "250");
            asks("RCPT TO:<" + recipient + ">", "250");
            asks("DATA", "354");
            asks("Subject: Hello\r\n\r\nGo on\r\n.", "250");
        }

        void asks(String command, String code) throws IOException {
            out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            says(code);
        }

        void says(String code) throws IOException {
            assertThat(in.readLine()).startsWith(code);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
