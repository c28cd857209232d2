package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.chaos.mail.Addresses;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Registers, proves the address by code or link, sets a password, arrives in the app. Some ask for a second mail, some leave. */
final class Newcomer extends Life {

    private static final String KIND = "verify-email";
    private static final String PASSWORD_FORM = "form#kc-passwd-update-form";

    private final Person person;

    Newcomer(Town town, Random random, int number) {
        super(town, random, number);
        String domain = chance(0.06) ? Addresses.DEAD : chance(0.2) ? Addresses.GREY : Addresses.LIVING;
        person = town.realm().somebody("newcomer." + number + "@" + domain);
    }

    @Override
    void live() throws Exception {
        step("registering");
        Instant asked = Instant.now();
        Page waiting = require(person.register(), "[data-status-url]");
        town.diary().promised(person.address(), KIND, asked);
        if (Addresses.isDead(person.address())) {
            return;
        }
        if (chance(0.25)) {
            pause(3.5);
            step("asking for a second mail");
            Instant again = Instant.now();
            waiting = require(person.resend(waiting), "[data-status-url]");
            town.diary().promised(person.address(), KIND, again);
            asked = again;
        }
        Optional<Opened> mail = mail(person.address(), KIND, asked);
        if (mail.isEmpty()) {
            return;
        }
        if (chance(0.1)) {
            town.examiner().examineLate(mail.get().arrival());
            return;
        }
        pause(random.nextDouble() * 2);
        prove(mail.get(), waiting);
        tryAgain(mail.get());
        town.members().add(new Town.Member(person.address(), Realm.PASSWORD));
    }

    private void prove(Opened mail, Page waiting) throws Exception {
        claims(person.address());
        double way = random.nextDouble();
        if (way < 0.4) {
            step("typing the code");
            setPassword(person.typeCode(waiting, mail.letter().code()));
        } else if (way < 0.6) {
            step("opening the link in the same browser");
            Page page = person.browser().open(mail.letter().link());
            setPassword(page.has("form:has(input[name=proof])") ? person.confirm(page) : page);
        } else {
            onThePhone(mail, waiting, way > 0.8);
        }
    }

    private void setPassword(Page page) {
        require(page, PASSWORD_FORM);
        step("setting a password");
        arrive(person, person.setPassword(page, Realm.PASSWORD));
    }

    /** In another browser, or in two at the same time. */
    private void onThePhone(Opened mail, Page waiting, boolean twoPhones) throws Exception {
        step("opening the link on the phone");
        Person phone = town.realm().somebody(person.address());
        Page button = phone.browser().open(mail.letter().link());
        Page page;
        if (twoPhones) {
            step("pressing the button on two phones");
            Person other = town.realm().somebody(person.address());
            Page otherButton = other.browser().open(mail.letter().link());
            CompletableFuture<Page> race = CompletableFuture.supplyAsync(() -> other.confirm(otherButton));
            page = phone.confirm(button);
            Page second = race.get();
            if (isAccepted(page) && isAccepted(second)) {
                town.diary().acceptedTwice("the link of " + mail.arrival() + ", pressed at the same time");
            }
            if (!isAccepted(page)) {
                phone = other;
                page = second;
            }
            town.diary().count("links pressed in two browsers at once");
        } else {
            page = phone.confirm(button);
        }
        require(page, PASSWORD_FORM);
        step("setting a password on the phone");
        phone.setPassword(page, Realm.PASSWORD);
        step("going on in the browser that waits");
        arrive(person, person.enterPassword(person.goOn(waiting), Realm.PASSWORD));
    }
}
