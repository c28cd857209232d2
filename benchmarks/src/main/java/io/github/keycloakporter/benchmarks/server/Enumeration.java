package io.github.keycloakporter.benchmarks.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One attacker, who types addresses of every kind into one form, in random order, and looks at the clock. Every address is
 * typed once, but for the limited one.
 */
final class Enumeration {

    /** Requests of each kind that are not counted: code is compiled, caches fill. */
    private static final int WARM_UP = 150;

    enum Kind {
        UNKNOWN,
        KNOWN,
        DISABLED,
        /** A known address that was asked for a moment ago, whose owner gets no further mail. */
        LIMITED
    }

    /** Where the addresses are typed. */
    enum Form {
        RESET("Reset requests") {
            @Override
            long send(Visitor visitor) {
                return visitor.reset();
            }
        },
        REGISTRATION("Sign-ups") {
            @Override
            long send(Visitor visitor) {
                return visitor.register();
            }
        };

        private final String title;

        Form(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** @return nanoseconds from the press of the button to the page that answers it */
        abstract long send(Visitor visitor);
    }

    private final Server server;
    private final Form form;
    /** Another order in each run: with one order, what came before a request would be the same in all runs. */
    private final Random random = new Random();

    Enumeration(Server server, Form form) {
        this.server = server;
        this.form = form;
    }

    EnumerationFigures run(int requests) {
        System.err.println("making accounts in " + server.name());
        int all = requests + WARM_UP;
        for (int i = 0; i < all; i++) {
            server.account(address(Kind.KNOWN, i), true);
            server.account(address(Kind.DISABLED, i), false);
        }
        server.account(address(Kind.LIMITED, 0), true);
        System.err.println("measuring: " + 4 * all + " requests");
        ask(0, WARM_UP, new EnumerationFigures(form, server.name()));
        EnumerationFigures figures = new EnumerationFigures(form, server.name());
        ask(WARM_UP, all, figures);
        return figures;
    }

    private void ask(int from, int to, EnumerationFigures figures) {
        List<Kind> order = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            order.addAll(Collections.nCopies(to - from, kind));
        }
        Collections.shuffle(order, random);
        int[] next = new int[Kind.values().length];
        for (Kind kind : order) {
            int number = from + next[kind.ordinal()]++;
            figures.add(kind, form.send(new Visitor(server, address(kind, number))));
        }
    }

    /** All of one length: what is typed is sent back and forth. */
    private String address(Kind kind, int number) {
        String local = String.format(
                "%c%c%06d",
                form.name().charAt(form.name().length() - 1), kind.name().charAt(0), kind == Kind.LIMITED ? 0 : number);
        return Delays.prefix(0) + local.toLowerCase(Locale.ROOT) + "@example.org";
    }
}
