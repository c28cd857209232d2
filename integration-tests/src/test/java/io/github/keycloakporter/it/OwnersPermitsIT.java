package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import org.junit.jupiter.api.Test;

/** Whatever costs a mailbox a permit has put an email into that mailbox: strangers take no permit from an owner otherwise. */
@OnPorter
class OwnersPermitsIT {

    private static final int MORE_THAN_ANY_LIMIT = 7;

    private final PorterStack stack;
    private final Realm realm;

    OwnersPermitsIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void resetsForOtherSpellingsTakeNothingFromTheOwner() {
        Person owner = realm.member("owner", true);
        for (int i = 0; i < MORE_THAN_ANY_LIMIT; i++) {
            realm.somebody(tagged(owner.address(), i)).forget();
        }
        owner.forget();
        assertThat(owner.mailbox().next().link()).isNotNull();
    }

    @Test
    void signUpsWithOtherSpellingsTakeNothingFromTheOwner() {
        Person owner = realm.newcomer("owner");
        for (int i = 0; i < MORE_THAN_ANY_LIMIT; i++) {
            assertThat(realm.somebody(tagged(owner.address(), i)).register().status())
                    .isEqualTo(200);
        }
        assertThat(owner.register().status()).isEqualTo(200);
        assertThat(owner.mailbox().next().hasCode()).isTrue();
    }

    @Test
    void changesToOtherSpellingsTakeNothingFromTheOwner() {
        Person owner = realm.member("owner", true);
        Person stranger = realm.newcomer("stranger");
        Page waiting = stranger.register();
        for (int i = 0; i < 4; i++) {
            waiting = stranger.changeAddress(waiting, tagged(owner.address(), i));
            assertThat(waiting.status()).as(waiting.toString()).isEqualTo(200);
        }
        owner.forget();
        assertThat(owner.mailbox().next().link()).isNotNull();
    }

    @Test
    void aNoticeOfASignUpTakesNothingFromTheOwnersNextCode() {
        Person owner = realm.member("owner", false);
        realm.somebody(owner.address()).register();
        assertThat(owner.mailbox().next().subject()).isEqualTo("You already have an account");
        assertThat(owner.logIn(Realm.PASSWORD).status()).isEqualTo(200);
        assertThat(owner.mailbox().next().hasCode()).isTrue();
    }

    @Test
    void plainAndProvenAddressesGetTheirEmailsHoweverManyOtherSpellingsAreMailed() {
        Realm own = stack.realm("owners-mailbox", PorterStack.limit("user-mail.mailbox", "2/1h"));
        Person plain = own.newcomer("plain");
        String proven = tagged(plain.address(), 100);
        own.createUser(proven, true);
        int emails = 0;
        for (int i = 0; i < 4; i++) {
            Person stranger = own.somebody(tagged(plain.address(), i));
            assertThat(stranger.register().status()).isEqualTo(200);
            if (i < 2) {
                stranger.mailbox().next();
            }
            emails += stranger.mailbox().size();
        }
        assertThat(emails).as("the other spellings share an allowance").isEqualTo(2);

        own.somebody(proven).forget();
        assertThat(own.mailbox(proven).next().link()).isNotNull();
        plain.register();
        assertThat(plain.mailbox().next().hasCode()).isTrue();
    }

    @Test
    void aPartOfTheBudgetIsKeptForAccountsThatGotNothingToday() {
        Realm own = stack.realm(
                "owners-budget",
                PorterStack.limit("user-mail.realm", "10/1h")
                        .andThen(PorterStack.limit("verify-email.user", "off"))
                        .andThen(PorterStack.limit("verify-email.address", "off"))
                        .andThen(json -> PorterStack.requiredAction(json, "VERIFY_EMAIL")
                                .withObject("/config")
                                .put("emailResendCooldownSeconds", "0")));
        Person busy = own.member("busy", false);
        Page waiting = busy.logIn(Realm.PASSWORD);
        for (int i = 0; i < 8; i++) {
            waiting = busy.resend(waiting);
            assertThat(waiting.status()).as("email " + (i + 2)).isEqualTo(200);
        }
        assertThat(busy.resend(waiting).status()).as("its share is used up").isEqualTo(429);

        Person owner = own.member("owner", false);
        assertThat(owner.logIn(Realm.PASSWORD).status()).isEqualTo(200);
        assertThat(owner.mailbox().next().hasCode()).isTrue();
        assertThat(own.member("late", false).logIn(Realm.PASSWORD).status())
                .as("the whole budget is used up")
                .isEqualTo(429);
    }

    @Test
    void oneSubnetCausesSoManyEmails() {
        Realm own = stack.realm("owners-subnet-mail", PorterStack.limit("verify-email.subnet", "2/1h"));
        for (int i = 0; i < 2; i++) {
            assertThat(own.member("member", false).logIn(Realm.PASSWORD).status())
                    .isEqualTo(200);
        }
        assertThat(own.member("member", false).logIn(Realm.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void oneSubnetAsksForSoManyResets() {
        Realm own = stack.realm("owners-subnet-reset", PorterStack.limit("reset-password.subnet", "2/1h"));
        for (int i = 0; i < 2; i++) {
            assertThat(own.newcomer("anybody").forget().status()).isEqualTo(200);
        }
        assertThat(own.newcomer("anybody").forget().status()).isEqualTo(429);
    }

    @Test
    void oneSubnetTriesSoManyCodes() {
        Realm own = stack.realm("owners-subnet-code", PorterStack.limit("code-try.subnet", "2/1h"));
        for (int i = 0; i < 3; i++) {
            Person guesser = own.member("guesser", false);
            Page waiting = guesser.logIn(Realm.PASSWORD);
            String code = guesser.mailbox().next().code();
            assertThat(guesser.typeCode(waiting, code.equals("000000") ? "000001" : "000000")
                            .status())
                    .isEqualTo(i < 2 ? 400 : 429);
        }
    }

    private static String tagged(String address, int number) {
        return address.replace("@", "+" + number + "@");
    }
}
