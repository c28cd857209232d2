package io.github.keycloakporter.localstack;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The inbox alone, in a container: {@code InboxMain <address> <SMTP port> <web port>}. It runs until it is stopped. */
public final class InboxMain {

    private InboxMain() {}

    public static void main(String... arguments) throws UnknownHostException, InterruptedException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "Give an address, the port of SMTP and that of the page: 0.0.0.0 1025 8025");
        }
        try (MailInbox inbox = MailInbox.start(
                InetAddress.getByName(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))) {
            System.out.println("The inbox is at " + inbox.url());
            Thread.currentThread().join();
        }
    }
}
