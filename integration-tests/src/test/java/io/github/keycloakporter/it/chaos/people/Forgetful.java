package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** Forgets the password, sets a new one by the mailed link, and logs in with it. */
final class Forgetful extends Life {

    private static final String KIND = "password-reset";

    private final int number;

    Forgetful(Town town, Random random, int number) {
        super(town, random, number);
        this.number = number;
    }

    @Override
    void live() throws Exception {
        Town.Member member = town.members().poll();
        if (member == null) {
            town.diary().count("found no account to use");
            return;
        }
        Person person = town.realm().somebody(member.address());
        Instant asked = ask(person);
        if (chance(0.2)) {
            pause(1);
            asked = ask(person);
        }
        Optional<Opened> mail = mail(person.address(), KIND, asked);
        if (mail.isEmpty()) {
            return;
        }
        claims(person.address());
        String password = "Correct-Horse-" + number + "!";
        if (chance(0.6)) {
            step("opening the link in the same browser");
            Page page = person.browser().open(mail.get().letter().link());
            page = page.has("form:has(input[name=proof])") ? person.confirm(page) : page;
            step("setting the new password");
            arrive(person, person.reset(require(page, "form#kc-passwd-update-form"), password));
        } else {
            step("opening the link on the phone");
            Person phone = town.realm().somebody(person.address());
            Page page = phone.openAndConfirm(mail.get().letter().link());
            step("setting the new password on the phone");
            phone.setPassword(require(page, "form#kc-passwd-update-form"), password);
            step("logging in with the new password");
            arrive(person, person.logIn(password));
        }
        tryAgain(mail.get());
        town.members().add(new Town.Member(person.address(), password));
    }

    private Instant ask(Person person) {
        step("asking for a new password");
        Instant asked = Instant.now();
        Page page = person.forget();
        if (page.status() != 200 || page.has("form#kc-reset-password-form")) {
            throw new IllegalStateException("not the neutral page, but " + page);
        }
        town.diary().promised(person.address(), KIND, asked);
        return asked;
    }
}
