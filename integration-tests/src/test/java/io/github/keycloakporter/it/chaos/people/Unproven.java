package io.github.keycloakporter.it.chaos.people;

import io.github.keycloakporter.it.chaos.mail.Addresses;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Instant;
import java.util.Random;

/** Has an account with a password, and an address that was never proven: tries to get in by every door. */
final class Unproven extends Life {

    private final String address;

    Unproven(Town town, Random random, int number) {
        super(town, random, number);
        address = "unproven." + number + "@" + Addresses.LIVING;
    }

    @Override
    void live() {
        step("getting an account");
        town.realm().createUser(address, false);
        step("the direct grant");
        if (town.realm().app().directGrant(address, Realm.PASSWORD).status() == 200) {
            town.diary().cameInUnproven(address + " by the direct grant");
        }
        step("logging in");
        Person person = town.realm().somebody(address);
        Instant asked = Instant.now();
        Page page = person.logIn(Realm.PASSWORD);
        if (page.isInApp()) {
            town.diary().cameInUnproven(address + " by the login page");
        } else {
            require(page, "[data-status-url]");
            town.diary().promised(address, "verify-email", asked);
        }
    }
}
