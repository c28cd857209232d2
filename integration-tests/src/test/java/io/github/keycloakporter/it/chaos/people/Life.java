package io.github.keycloakporter.it.chaos.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One person's way through the pages. A page that does not come ends it; that is no breach of anything while parts fail. */
abstract class Life implements Runnable {

    /** The mail somebody waits for, and its link, looked at and found alive. */
    record Opened(Arrival arrival, Letter letter) {}

    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final long LOOK_MILLIS = 250;

    protected final Town town;
    protected final Random random;
    private final String name;
    private volatile String step = "the start";
    private Optional<String> claiming = Optional.empty();

    Life(Town town, Random random, int number) {
        this.town = town;
        this.random = random;
        this.name = getClass().getSimpleName() + " " + number;
    }

    abstract void live() throws Exception;

    @Override
    public final void run() {
        Instant started = Instant.now();
        String kind = getClass().getSimpleName();
        town.diary().count(kind);
        try {
            live();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError e) {
            town.diary().count(kind + " with a setback");
            town.diary().setback(name, started, step, e);
        } finally {
            claiming.ifPresent(town.diary()::claimed);
        }
    }

    /** Uses a link of this address, from now until the end of this way. */
    final void claims(String address) {
        claiming = Optional.of(address);
        town.diary().claims(address);
    }

    final void step(String value) {
        step = value;
    }

    final boolean chance(double share) {
        return random.nextDouble() < share;
    }

    final void pause(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1_000));
    }

    /** Fails with what the page says, unless it is a page with this on it. */
    static Page require(Page page, String css) {
        if (page.status() != 200 || !page.has(css)) {
            throw new IllegalStateException("no " + css + " on " + page);
        }
        return page;
    }

    /** The mail asked for, once its link is looked at; none if it does not come in time, or with a dead link. */
    final Optional<Opened> mail(String address, String kind, Instant asked) throws InterruptedException {
        step("waiting for the mail");
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<Arrival> newest = town.mail().newest(address, kind, asked);
            if (newest.isPresent()) {
                return looked(newest.get());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        town.diary().count("left without a mail");
        return Optional.empty();
    }

    private Optional<Opened> looked(Arrival arrival) throws InterruptedException {
        try {
            Examiner.Exam exam = town.examiner().exam(arrival).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (exam.finding() == Examiner.Finding.ALIVE) {
                return Optional.of(new Opened(arrival, new Letter(arrival.mail())));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the link was not looked at", e);
        }
        town.diary().count("left with a link that did not work");
        return Optional.empty();
    }

    /** Redeems the code that the app got. Sometimes it is tried a second time, which ends the session in Keycloak. */
    final void arrive(Person person, Page page) {
        step("redeeming the app's code");
        JsonNode claims = person.arrive(page);
        if (!claims.get("email_verified").asBoolean()) {
            town.diary().cameInUnproven(person.address() + " got an ID token");
        }
        town.diary().count("arrived in the app");
        if (chance(0.3) && person.tokens(page).has("access_token")) {
            town.diary().acceptedTwice("the authorization code of " + person.address());
        }
    }

    /** Opens a link that was used, in another browser; true if it works once more. */
    final void tryAgain(Opened mail) {
        step("using the link again");
        Person stranger = town.realm().somebody(mail.arrival().address());
        Page page = stranger.browser().open(mail.letter().link());
        if (page.has("form:has(input[name=proof])")) {
            Page next = stranger.confirm(page);
            if (isAccepted(next)) {
                town.diary()
                        .acceptedTwice("the link of " + mail.arrival() + " of "
                                + mail.arrival().address());
            }
        }
        town.diary().count("used links tried again");
    }

    static boolean isAccepted(Page page) {
        return page.isInApp() || page.has("form#kc-passwd-update-form");
    }
}
