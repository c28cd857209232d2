package io.github.keycloakporter.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network between a client and a server that can fall silent: frozen, it swallows all bytes of the connections it has
 * and tells neither side. Connections made later pass, so whoever freezes it gives its client one connection alone.
 */
public final class FreezableProxy implements AutoCloseable {

    private final ServerSocket listener;
    private volatile int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Link> links = new CopyOnWriteArrayList<>();

    public FreezableProxy(int target) {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), target);
    }

    public FreezableProxy(InetSocketAddress address, int target) {
        this.target = target;
        try {
            listener = new ServerSocket();
            listener.bind(address);
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
        threads.execute(this::accept);
    }

    public String uri() {
        return "redis://127.0.0.1:" + listener.getLocalPort();
    }

    /** Leads connections that are made from now on to another server. */
    public void redirect(int newTarget) {
        target = newTarget;
    }

    /** Silences the connections there are. */
    public void freeze() {
        links.forEach(link -> link.frozen = true);
    }

    /** How many bytes were swallowed since the start. */
    public long swallowed() {
        return links.stream().mapToLong(link -> link.swallowed.get()).sum();
    }

    /** Breaks the connections there are. */
    public void cut() {
        links.forEach(Link::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connect(client);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("The proxy does not accept", e);
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            client.close();
            return;
        }
        Link link = new Link(client, server);
        links.add(link);
        threads.execute(() -> link.pump(client, server));
        threads.execute(() -> link.pump(server, client));
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy does not close", e);
        }
        cut();
        threads.shutdownNow();
    }

    private static final class Link {

        private final Socket client;
        private final Socket server;
        private final AtomicLong swallowed = new AtomicLong();
        private volatile boolean frozen;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void close() {
            try (client) {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException("A connection does not close", e);
            }
        }

        void pump(Socket from, Socket to) {
            byte[] buffer = new byte[8192];
            try (from;
                    to) {
                for (int read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    if (frozen) {
                        swallowed.addAndGet(read);
                    } else {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                frozen = true; // either end is gone, and with it the connection
            }
        }
    }
}
