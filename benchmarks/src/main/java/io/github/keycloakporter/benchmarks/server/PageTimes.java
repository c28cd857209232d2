package io.github.keycloakporter.benchmarks.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long people wait for the pages that send a mail, beside how long the mail server takes for it. Porter and stock take
 * turns call by call, and so do fast and slow mails.
 */
final class PageTimes {

    /** Everybody's mails arrive, or the figures are those of error pages. */
    private static final Duration MAILS_ARRIVE = Duration.ofSeconds(30);

    private final List<Server> servers;
    private final SmtpSink sink;
    private int people;

    PageTimes(Server porter, Server stock, SmtpSink sink) {
        this.servers = List.of(porter, stock);
        this.sink = sink;
    }

    /** @param warmUp rounds at full speed that are not counted */
    PageFigures run(int warmUp, int samples) throws InterruptedException {
        PageFigures discarded = new PageFigures();
        for (int i = 0; i < warmUp; i++) {
            round(List.of(0), discarded);
        }
        PageFigures figures = new PageFigures();
        for (int i = 0; i < samples; i++) {
            round(PageFigures.DELAYS, figures);
        }
        return figures;
    }

    private void round(List<Integer> delays, PageFigures figures) throws InterruptedException {
        sink.arrivals().clear();
        List<Turn> turns = new ArrayList<>();
        for (int delay : delays) {
            for (Server server : servers) {
                turns.add(new Turn(server, delay, new Visitor(server, address(delay))));
            }
        }
        for (Turn turn : turns) {
            figures.add(
                    PageFigures.REGISTER,
                    turn.server(),
                    turn.delay(),
                    turn.visitor().register());
        }
        for (Turn turn : turns) {
            String address = address(turn.delay());
            turn.server().account(address);
            figures.add(PageFigures.RESET, turn.server(), turn.delay(), new Visitor(turn.server(), address).reset());
        }
        for (Turn turn : turns) {
            figures.add(
                    PageFigures.RESEND,
                    turn.server(),
                    turn.delay(),
                    turn.visitor().resend());
        }
        sink.arrivals().await(3 * turns.size(), MAILS_ARRIVE);
    }

    private String address(int delay) {
        return Delays.prefix(delay) + ++people + "@example.org";
    }

    private record Turn(Server server, int delay, Visitor visitor) {}
}
