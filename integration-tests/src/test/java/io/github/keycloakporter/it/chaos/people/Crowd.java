package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.localstack.KeycloakNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** People at an even rate, bounded in number and in how many are under way. Who does what follows from the seed. */
public final class Crowd implements AutoCloseable {

    private static final int AT_ONCE = 60;
    private static final int LAST_WORDS = 3;

    private final Town town;
    private final Random seeds;
    private final int most;
    private final long intervalMillis;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicInteger born = new AtomicInteger();

    /**
     * @param perSecond how many people come
     * @param most after how many nobody comes any more
     */
    public Crowd(Town town, long seed, double perSecond, int most) {
        this.town = town;
        this.seeds = new Random(seed);
        this.most = most;
        this.intervalMillis = (long) (1_000 / perSecond);
    }

    public void begin() {
        clock.scheduleAtFixedRate(this::next, 0, intervalMillis, TimeUnit.MILLISECONDS);
    }

    /** Nobody comes any more; those under way have so long to end. */
    public void stop(Duration patience) throws InterruptedException {
        clock.shutdownNow();
        threads.shutdown();
        if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    /**
     * Some people ask for a new password and get their answer of this very node, right before something happens to it. Their mail
     * is on its way: they do nothing else any more.
     */
    public void lastWords(KeycloakNode node) {
        Map<Person, Page> forms = new LinkedHashMap<>();
        for (int i = 0; i < LAST_WORDS; i++) {
            Town.Member member = town.members().poll();
            if (member != null) {
                Person person = town.realm().somebody(member.address());
                person.browser().reaching(town.site(), node.baseUrl());
                forms.put(person, person.openReset());
            }
        }
        forms.entrySet().parallelStream().forEach(form -> {
            Instant asked = Instant.now();
            Person person = form.getKey();
            if (person.askForReset(form.getValue(), person.address()).status() == 200) {
                town.diary().promised(person.address(), "password-reset", asked);
                town.diary().count("asked for a new password right before a node was killed");
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private void next() {
        if (born.get() >= most || !places.tryAcquire()) {
            return;
        }
        Life life = life(born.incrementAndGet());
        threads.execute(() -> {
            try {
                life.run();
            } finally {
                places.release();
            }
        });
    }

    private Life life(int number) {
        Random random = new Random(seeds.nextLong());
        double kind = random.nextDouble();
        if (kind < 0.5) {
            return new Newcomer(town, random, number);
        }
        if (kind < 0.75) {
            return new Forgetful(town, random, number);
        }
        return kind < 0.93 ? new Regular(town, random, number) : new Unproven(town, random, number);
    }
}
