package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Loopback ports. */
public final class Ports {

    /** The only address anything in this package listens on. */
    public static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /** The port on loopback; needs no look-up of a name. */
    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    /** A port nobody listens on now. */
    public static int free() {
        return free(1).get(0);
    }

    /** Different ports nobody listens on now. They are held open together, so that no two are the same. */
    public static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(listen(0));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new StackException("No free port on " + LOOPBACK + ": " + e.getMessage(), e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /**
     * Fails if the port is taken.
     *
     * @param part what wants the port, as in "Keycloak"
     * @param mend how to choose another one, as in "--keycloak-port=N"
     */
    public static void requireFree(int port, String part, String mend) {
        try (ServerSocket socket = listen(port)) {
            if (socket.getLocalPort() != port) {
                throw new StackException("Port " + port + " for " + part + " could not be checked");
            }
        } catch (IOException e) {
            throw new StackException(
                    "Port " + port + " for " + part
                            + " is taken: stop the program that uses it, or choose another port with " + mend,
                    e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // without it a port whose last connections are still in TIME_WAIT would count as taken
            socket.setReuseAddress(true);
            socket.bind(address(port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StackException("Could not release port " + socket.getLocalPort() + ": " + e.getMessage(), e);
        }
    }
}
