package io.github.keycloakporter.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An SMTP server on loopback that takes every mail, as slowly as its address asks for, counts it and forgets it. */
final class SmtpSink implements AutoCloseable {

    /** As many clients as may come at once. */
    private static final int BACKLOG = 256;

    private final ServerSocket server;
    private final Arrivals arrivals = new Arrivals();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    SmtpSink() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        daemon(this::accept, "smtp-sink");
    }

    int port() {
        return server.getLocalPort();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                daemon(() -> serve(client), "smtp-sink-client");
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException("The SMTP sink cannot accept", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            new SmtpDialogue(client, arrivals).run();
        } catch (IOException e) {
            // whoever hangs up gets no answer
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
