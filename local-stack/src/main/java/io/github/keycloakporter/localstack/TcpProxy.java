package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The network in front of one server, on loopback: it can break connections, refuse new ones, or fall silent. */
public final class TcpProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int CHUNK = 8_192;

    private final ServerSocket listener;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(TcpProxy::thread);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean silent;
    private volatile boolean refusing;

    private TcpProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** On a free port, in front of the port where the server listens or will listen. */
    public static TcpProxy start(int target) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(Ports.address(0));
            TcpProxy proxy = new TcpProxy(listener, target);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new StackException("No proxy in front of port " + target + ": " + e.getMessage(), e);
        }
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Breaks all connections; new ones pass. */
    public void cut() {
        open.forEach(this::release);
    }

    /** While true, connections are broken as soon as they are made; those that exist break at once. */
    public void refuse(boolean value) {
        refusing = value;
        if (value) {
            cut();
        }
    }

    /** While true, no byte passes in either direction and nobody is told. What was sent meanwhile passes afterwards. */
    public synchronized void silence(boolean value) {
        silent = value;
        notifyAll();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        shut(listener);
        cut();
        silence(false);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException e) {
                // closed: the loop ends; anything else concerns one connection, and its client sees it
            }
        }
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        open.add(server);
        try {
            awaitSound();
            if (refusing) {
                throw new IOException("Refused, as it was told");
            }
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(Ports.address(target), CONNECT_MILLIS);
            threads.execute(() -> pump(server, client));
            pump(client, server);
        } catch (IOException | RejectedExecutionException e) {
            release(client);
            release(server);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitSound();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side hung up: closing both is all a proxy can do about it
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private synchronized void awaitSound() throws IOException {
        try {
            while (silent && !listener.isClosed()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The proxy was closed", e);
        }
    }

    private void release(Socket socket) {
        open.remove(socket);
        shut(socket);
    }

    private static void shut(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new StackException("A connection could not be closed: " + e.getMessage(), e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    }
}
