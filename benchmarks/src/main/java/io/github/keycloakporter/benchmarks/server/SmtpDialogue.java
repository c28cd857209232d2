package io.github.keycloakporter.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The server's side of one connection (RFC 5321), as far as clients under measurement need it. */
final class SmtpDialogue {

    private final BufferedReader in;
    private final OutputStream out;
    private final Arrivals arrivals;
    private long delay;

    SmtpDialogue(Socket client, Arrivals arrivals) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        this.out = client.getOutputStream();
        this.arrivals = arrivals;
    }

    void run() throws IOException, InterruptedException {
        say("220 sink.example.org");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
            switch (command) {
                case "EHLO", "HELO", "MAIL", "RSET", "NOOP" -> say("250 OK");
                case "RCPT" -> {
                    delay = Delays.of(line.substring(line.indexOf('<') + 1));
                    say("250 OK");
                }
                case "DATA" -> take();
                case "QUIT" -> {
                    say("221 Bye");
                    return;
                }
                default -> say("502 Not here");
            }
        }
    }

    /** The delay falls where a real server checks and stores the mail: between its last line and the answer. */
    private void take() throws IOException, InterruptedException {
        say("354 Go on");
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return;
            }
        }
        TimeUnit.MILLISECONDS.sleep(delay);
        arrivals.add(1);
        say("250 Taken");
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
