package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.harness.Person;
import java.util.Random;

/** Logs in with a password. */
final class Regular extends Life {

    Regular(Town town, Random random, int number) {
        super(town, random, number);
    }

    @Override
    void live() {
        Town.Member member = town.members().poll();
        if (member == null) {
            town.diary().count("found no account to use");
            return;
        }
        try {
            step("logging in");
            Person person = town.realm().somebody(member.address());
            arrive(person, person.logIn(member.password()));
        } finally {
            town.members().add(member);
        }
    }
}
