package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import org.junit.jupiter.api.Test;

/** User name and password straight to the token endpoint. */
@OnPorter
class DirectGrantIT {

    private final Realm realm;

    DirectGrantIT(PorterStack stack) {
        realm = stack.shipped();
    }

    @Test
    void anUnverifiedAddressGetsNoTokens() {
        Person ada = realm.member("ada", false);
        Rest.Answer answer = realm.app().directGrant(ada.address(), Realm.PASSWORD);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(answer.json().get("error_description").asText()).isEqualTo("Email address is not verified");
        assertThat(realm.events(ada.address())).contains("LOGIN_ERROR email_not_verified");
        assertThat(ada.mailbox().size()).isZero();
    }

    @Test
    void aVerifiedOneGetsThem() {
        Person ben = realm.member("ben", false);
        ben.logIn(Realm.PASSWORD);
        Person phone = realm.somebody(ben.address());
        phone.confirmKeeping(phone.browser().open(ben.mailbox().next().link()), "password");

        Rest.Answer answer = realm.app().directGrant(ben.address(), Realm.PASSWORD);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().hasNonNull("access_token")).isTrue();
    }

    @Test
    void aWrongPasswordLearnsNothingOfTheAddress() {
        Person cleo = realm.member("cleo", false);
        Rest.Answer answer = realm.app().directGrant(cleo.address(), "Wrong-Horse-9!");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_description").asText()).isEqualTo("Invalid user credentials");
    }

    @Test
    void beingUnverifiedDoesNotCountAsAWrongPassword() {
        Person dora = realm.member("dora", false);
        for (int i = 0; i < 12; i++) {
            assertThat(realm.app().directGrant(dora.address(), Realm.PASSWORD).body())
                    .contains("Email address is not verified");
        }
        realm.change(dora.address(), java.util.Map.of("emailVerified", true, "requiredActions", java.util.List.of()));
        assertThat(realm.app().directGrant(dora.address(), Realm.PASSWORD).status())
                .isEqualTo(200);
    }
}
