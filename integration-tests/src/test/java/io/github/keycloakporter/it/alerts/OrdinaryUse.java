package io.github.keycloakporter.it.alerts;

import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.chaos.stack.Installation;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.Realm;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Logger;

/** People who register, prove their address and forget passwords while nothing is broken, so that dashboards have something to show. */
final class OrdinaryUse {

    private static final Logger LOGGER = Logger.getLogger(OrdinaryUse.class.getName());

    private final Installation parts;
    private final Realm realm;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private int people;

    private OrdinaryUse(Installation parts) {
        this.parts = parts;
        this.realm = parts.realm();
        parts.mail().onArrival(arrivals::add);
    }

    static void of(Installation parts, Duration time) throws InterruptedException {
        OrdinaryUse use = new OrdinaryUse(parts);
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            try {
                use.live();
                use.report();
            } catch (GeneralSecurityException | RuntimeException | AssertionError e) {
                LOGGER.warning("Ordinary use failed: "
                        + e.getMessage().lines().findFirst().orElse(""));
            }
            Thread.sleep(500);
        }
    }

    private void live() {
        people++;
        Person person = realm.newcomer("guest");
        Page waiting = person.register();
        Letter letter = person.mailbox().next();
        switch (people % 5) {
            case 0 -> realm.somebody(person.address()).browser().open(realm.url() + "/go/" + "A".repeat(43));
            case 1 -> {
                Page again = person.typeCode(waiting, letter.code().equals("000000") ? "000001" : "000000");
                person.setPassword(person.typeCode(again, letter.code()), Realm.PASSWORD);
            }
            case 2, 3 -> {
                Page page = person.browser().open(letter.link());
                person.setPassword(
                        page.has("form:has(input[name=proof])") ? person.confirm(page) : page, Realm.PASSWORD);
                realm.somebody(person.address()).browser().open(letter.link());
            }
            default -> {
                person.setPassword(person.typeCode(waiting, letter.code()), Realm.PASSWORD);
                Person later = realm.somebody(person.address());
                later.forget();
                Page page = later.browser().open(person.mailbox().next().link());
                later.reset(
                        page.has("form:has(input[name=proof])") ? later.confirm(page) : page, Realm.PASSWORD + people);
            }
        }
    }

    /** As SendGrid does soon after it took an email. */
    private void report() throws GeneralSecurityException {
        for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            if (arrival.transport().equals("sendgrid")) {
                parts.providers().sendGridReports(realm, arrival.mailId(), "delivered", Instant.now(), "");
            }
        }
    }
}
