package io.github.keycloakporter.email.transport.smtp;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server that does as it is told, for better or worse. Says 250 to everything unless told otherwise: per verb
 * (GREETING, EHLO, AUTH, STARTTLS, MAIL, RCPT, DATA, END, RSET), always or once.
 */
public final class FaultySmtpServer implements AutoCloseable {

    /** In place of a reply: hang up. */
    static final String DROP = "drop";

    /** In place of a reply: say nothing and keep the connection open. */
    static final String SILENCE = "silence";

    private final ServerSocket listener;
    private final Thread accepting;
    private final Map<String, String> always = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> once = new ConcurrentHashMap<>();
    private final Map<String, String> byDomain = new ConcurrentHashMap<>();
    private final List<String> extensions = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile SSLContext tls;

    public FaultySmtpServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        accepting = daemon(this::listen);
    }

    FaultySmtpServer offering(String... names) {
        extensions.addAll(List.of(names));
        return this;
    }

    FaultySmtpServer startTls(SSLContext context) {
        tls = context;
        return offering("STARTTLS");
    }

    public FaultySmtpServer always(String verb, String reply) {
        always.put(verb, reply);
        return this;
    }

    public FaultySmtpServer once(String verb, String reply) {
        once.computeIfAbsent(verb, key -> new ConcurrentLinkedQueue<>()).add(reply);
        return this;
    }

    /** From now on recipients of that domain are answered so. */
    public void onRecipient(String domain, String reply) {
        byDomain.put(domain, reply);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Every command line of every connection, in the order of arrival. */
    List<String> commands() {
        return commands;
    }

    long commands(String verb) {
        return commands.stream().filter(line -> verb.equals(verb(line))).count();
    }

    /** The mails it said 250 to, as they came, with bare LF. */
    public List<String> messages() {
        return messages;
    }

    int connections() {
        return connections.size();
    }

    long open() {
        return connections.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** Hangs up on everybody, without a word. */
    void hangUp() {
        connections.forEach(FaultySmtpServer::quietly);
    }

    /** Returns when nobody listens any more: an accept that is under way may take one more connection after its socket is closed. */
    @Override
    public void close() {
        quietly(listener);
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hangUp();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            Socket socket = accepted;
            BufferedReader in = reader(socket);
            OutputStream out = socket.getOutputStream();
            if (!say(out, in, reply("GREETING", "220 faulty.example ESMTP"))) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String verb = verb(line);
                String reply = reply(verb, verb.equals("RCPT") ? recipient(line) : standard(verb));
                if (!say(out, in, reply)) {
                    return;
                }
                if (verb.equals("STARTTLS") && tls != null) {
                    socket = secured(socket);
                    in = reader(socket);
                    out = socket.getOutputStream();
                } else if (verb.equals("DATA") && reply.startsWith("354")) {
                    String message = content(in);
                    reply = reply("END", "250 2.0.0 Ok: queued as 4XYZ12");
                    if (message != null && reply.startsWith("250")) {
                        messages.add(message);
                    }
                    if (message == null || !say(out, in, reply)) {
                        return;
                    }
                } else if (verb.equals("QUIT")) {
                    return;
                }
                if (reply.startsWith("421")) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client hung up
            return;
        }
    }

    private String recipient(String line) {
        return byDomain.entrySet().stream()
                .filter(domain -> line.contains("@" + domain.getKey() + ">"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> standard("RCPT"));
    }

    private String reply(String verb, String standard) {
        Queue<String> queue = once.get(verb);
        String planned = queue == null ? null : queue.poll();
        return planned != null ? planned : always.getOrDefault(verb, standard);
    }

    /** @return whether the connection goes on */
    private static boolean say(OutputStream out, BufferedReader in, String reply) throws IOException {
        if (reply.equals(DROP)) {
            return false;
        }
        if (reply.equals(SILENCE)) {
            while (in.read() >= 0) {
                continue;
            }
            return false;
        }
        out.write((reply.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    private String standard(String verb) {
        return switch (verb) {
            case "EHLO" -> {
                StringBuilder reply = new StringBuilder("250-faulty.example");
                extensions.forEach(extension -> reply.append("\n250-").append(extension));
                yield reply.append("\n250 8BITMIME").toString();
            }
            case "STARTTLS" -> tls == null ? "502 5.5.1 what?" : "220 go on";
            case "AUTH" -> "235 2.7.0 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 2.0.0 Ok";
        };
    }

    /** Null where the client hung up in the middle, or where it is told to drop there. */
    private String content(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        boolean drop = DROP.equals(always.get("CONTENT"));
        for (String line = in.readLine(); line != null && !drop; line = in.readLine()) {
            if (line.equals(".")) {
                return message.toString();
            }
            message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        return null;
    }

    private SSLSocket secured(Socket socket) throws IOException {
        SSLSocket secured =
                (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static String verb(String line) {
        return line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-smtp");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // already closed
            return;
        }
    }
}
