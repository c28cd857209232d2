package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.KeycloakNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Asks one node every second to log somebody in who has a session: that reads the database and writes to Redis. */
public final class Pulse implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(4);

    /** @param what why it did not work */
    public record Beat(Instant asked, boolean works, String what) {}

    private final KeycloakNode node;
    private final Realm realm;
    private final String address;
    private final List<Beat> beats = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private Person person;

    public Pulse(KeycloakNode node, Realm realm, String address) {
        this.node = node;
        this.realm = realm;
        this.address = address;
        this.thread = new Thread(this::watch, "pulse of " + node.name());
        thread.setDaemon(true);
        person = somebody();
    }

    public void begin() {
        thread.start();
    }

    public KeycloakNode node() {
        return node;
    }

    public List<Beat> beats() {
        return List.copyOf(beats);
    }

    /** When it worked for the first time after that moment. */
    public Optional<Instant> worksAfter(Instant moment) {
        return beats.stream()
                .filter(beat -> beat.works() && !beat.asked().isBefore(moment))
                .map(Beat::asked)
                .findFirst();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                beats.add(beat());
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Beat beat() {
        Instant asked = Instant.now();
        try {
            Page page = person.openLogin();
            if (!page.isInApp()) {
                page = person.enterPassword(page, Realm.PASSWORD);
            }
            return new Beat(asked, page.isInApp(), page.isInApp() ? "" : page.toString());
        } catch (RuntimeException | AssertionError e) {
            // a half-done log-in of before is not what is measured
            person = somebody();
            return new Beat(asked, false, e.toString());
        }
    }

    private Person somebody() {
        Person somebody = realm.somebody(address);
        somebody.browser()
                .waitingAtMost(ANSWER)
                .reaching(realm.url().toString().replaceAll("/realms/.*", ""), node.baseUrl());
        return somebody;
    }
}
