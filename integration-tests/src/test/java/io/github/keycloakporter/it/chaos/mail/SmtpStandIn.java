package io.github.keycloakporter.it.chaos.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An SMTP server (RFC 5321) on loopback that answers each stage of the dialogue as its {@link Host} says. */
public final class SmtpStandIn implements AutoCloseable {

    /** A reply that hangs up. */
    public static final String HANG_UP = "hang up";

    /** A reply that never comes. */
    public static final String SILENCE = "silence";

    private static final int BACKLOG = 100;

    /** What of the dialogue is answered. {@code TAKEN} follows once the mail is kept, in place of 250. */
    public enum Stage {
        GREETING,
        MAIL,
        RCPT,
        END,
        TAKEN
    }

    /** Who decides. */
    public interface Host {

        /**
         * @param address the recipient, as far as it is known
         * @param mails how many mails this connection brought before
         * @return the reply, or null for the usual one
         */
        String reply(Stage stage, String address, int mails);

        /** The mail is accepted. */
        void take(String address, byte[] message) throws IOException;
    }

    private final ServerSocket listener;
    private final Host host;
    private final ExecutorService threads = Executors.newCachedThreadPool(SmtpStandIn::thread);

    public SmtpStandIn(Host host) throws IOException {
        this.host = host;
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // closed, or one client that is gone already
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            new Dialogue(client).run();
        } catch (IOException e) {
            // the client hung up
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "smtp-stand-in");
        thread.setDaemon(true);
        return thread;
    }

    private final class Dialogue {

        private final BufferedReader in;
        private final OutputStream out;
        private String recipient = "";
        private int mails;

        Dialogue(Socket client) throws IOException {
            // one char for each byte
            in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            out = client.getOutputStream();
        }

        void run() throws IOException {
            boolean open = say(Stage.GREETING, "220 mail.example.org ESMTP");
            for (String line = open ? in.readLine() : null; line != null; line = open ? in.readLine() : null) {
                open = answer(line);
            }
        }

        /** @return whether the connection stays */
        private boolean answer(String line) throws IOException {
            return switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                case "EHLO" -> say("250-mail.example.org\r\n250 8BITMIME");
                case "HELO", "RSET", "NOOP" -> say("250 2.0.0 Ok");
                case "MAIL" -> say(Stage.MAIL, "250 2.1.0 Ok");
                case "RCPT" -> {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    yield say(Stage.RCPT, "250 2.1.5 Ok");
                }
                case "DATA" -> say("354 Start mail input") && message();
                case "QUIT" -> {
                    say("221 2.0.0 Bye");
                    yield false;
                }
                default -> say("502 5.5.1 Unknown command");
            };
        }

        private boolean message() throws IOException {
            StringBuilder message = new StringBuilder();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return false;
                }
                message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            String refusal = host.reply(Stage.END, recipient, mails);
            if (refusal != null) {
                return say(refusal);
            }
            mails++;
            host.take(recipient, message.toString().getBytes(StandardCharsets.ISO_8859_1));
            return say(Stage.TAKEN, "250 2.0.0 Ok: queued");
        }

        private boolean say(Stage stage, String usual) throws IOException {
            String reply = host.reply(stage, recipient, mails);
            return say(reply == null ? usual : reply);
        }

        private boolean say(String reply) throws IOException {
            if (reply.equals(SILENCE)) {
                // until the client loses its patience
                in.readLine();
            }
            if (reply.equals(SILENCE) || reply.equals(HANG_UP)) {
                return false;
            }
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // RFC 5321, 3.8: a server that says 421 closes the connection
            return !reply.startsWith("421");
        }
    }
}
