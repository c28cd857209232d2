package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * One address in front of several nodes, as in production: connections go round, without stickiness, and past a node that is
 * down. {@link #only(int)} pins everything to one node, which is how a test says "the link is clicked on the other node".
 */
public final class LoadBalancer implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ALL = -1;

    private final ServerSocket listener;
    private final List<Integer> targets;
    private final ExecutorService threads = Executors.newCachedThreadPool(LoadBalancer::thread);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int next;
    private int pinned = ALL;

    private LoadBalancer(ServerSocket listener, List<Integer> targets) {
        this.listener = listener;
        this.targets = List.copyOf(targets);
    }

    /**
     * @param port where to listen
     * @param targets the ports of the nodes, at least one
     */
    public static LoadBalancer start(int port, List<Integer> targets) {
        Ports.requireFree(port, "the load balancer", "another port");
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), port));
            LoadBalancer balancer = new LoadBalancer(listener, targets);
            balancer.threads.execute(balancer::accept);
            return balancer;
        } catch (IOException e) {
            throw new StackException("The load balancer cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + listener.getLocalPort());
    }

    /** From now on everything goes to this node, counted from 0; open connections are cut. */
    public void only(int node) {
        if (node < 0 || node >= targets.size()) {
            throw new StackException("There is no node " + node + ": the nodes are 0 to " + (targets.size() - 1));
        }
        pin(node);
    }

    /** From now on connections go round again; open ones are cut. */
    public void all() {
        pin(ALL);
    }

    @Override
    public void close() {
        threads.shutdown();
        shut(listener);
        cut();
    }

    private synchronized void pin(int node) {
        pinned = node;
        cut();
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
        Socket node = connect();
        if (node == null) {
            release(client);
            return;
        }
        open.add(node);
        threads.execute(() -> pump(node, client));
        pump(client, node);
    }

    /** The next node that answers, or null. */
    private Socket connect() {
        for (int attempt = 0; attempt < targets.size(); attempt++) {
            Socket node = new Socket();
            try {
                node.connect(new InetSocketAddress(Ports.LOOPBACK, choose()), CONNECT_MILLIS);
                return node;
            } catch (IOException e) {
                // this node is down: try the next one
                shut(node);
            }
        }
        return null;
    }

    private synchronized int choose() {
        if (pinned != ALL) {
            return targets.get(pinned);
        }
        next = (next + 1) % targets.size();
        return targets.get(next);
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // one side hung up: closing both is all a proxy can do about it
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void cut() {
        open.forEach(this::release);
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
        Thread thread = new Thread(work, "load-balancer");
        thread.setDaemon(true);
        return thread;
    }
}
