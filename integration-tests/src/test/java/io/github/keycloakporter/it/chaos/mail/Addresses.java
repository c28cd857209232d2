package io.github.keycloakporter.it.chaos.mail;

import java.util.List;

/** The addresses of the people: living mailboxes, those whose server greylists at times, and mailboxes that do not exist. */
public final class Addresses {

    public static final String LIVING = "example.org";
    public static final String GREY = "grey.example.org";
    public static final String DEAD = "gone.example.org";

    private static final List<String> REFUSALS = List.of(
            "550 5.1.1 The email account that you tried to reach does not exist",
            "550 5.2.1 The email account that you tried to reach is disabled",
            "550 5.4.1 Recipient address rejected: Access denied");

    private Addresses() {}

    public static boolean isGrey(String address) {
        return address.endsWith("@" + GREY);
    }

    public static boolean isDead(String address) {
        return address.endsWith("@" + DEAD);
    }

    /** What a server says of a dead mailbox; always the same of one address. */
    public static String refusal(String dead) {
        return REFUSALS.get(Math.floorMod(dead.hashCode(), REFUSALS.size()));
    }
}
