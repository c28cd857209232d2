package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import org.junit.jupiter.api.Test;

/** Accounts without an address, where people log in by a name. */
@OnPorter
class NoAddressIT {

    private final Realm realm;

    NoAddressIT(PorterStack stack) {
        realm = stack.realm("named", json -> json.put("registrationEmailAsUsername", false));
    }

    @Test
    void isAskedForOneAndHasToProveIt() {
        Person ada = named("ada");
        Page ask = ada.logIn(Realm.PASSWORD);
        assertThat(ask.isInApp()).isFalse();
        assertThat(ask.has("input[name=email]")).isTrue();
        ask = ada.browser().open(ask.url());
        assertThat(ask.has("input[name=email]")).isTrue();

        String address = realm.freshAddress("ada");
        Page waiting = ada.changeAddress(ask, address);
        assertThat(waiting.text()).contains(address);
        assertThat(realm.isVerified(ada.address())).isFalse();
        Page app = ada.typeCode(waiting, realm.mailbox(address).next().code());
        assertThat(ada.arrive(app).get("email").asText()).isEqualTo(address);
        assertThat(realm.isVerified(ada.address())).isTrue();
    }

    @Test
    void nonsenseIsRefused() {
        Person ben = named("ben");
        Page ask = ben.logIn(Realm.PASSWORD);
        for (String typed : new String[] {"", "nonsense", "a@b@c"}) {
            ask = ben.changeAddress(ask, typed);
            assertThat(ask.status()).as(typed).isEqualTo(400);
            assertThat(ask.has("input[name=email]")).isTrue();
        }
    }

    @Test
    void getsNoTokensByADirectGrant() {
        Person cleo = named("cleo");
        assertThat(realm.app().directGrant(cleo.address(), Realm.PASSWORD).body())
                .contains("Email address is not verified");
    }

    private Person named(String who) {
        String name = realm.freshAddress(who).replace("@example.org", "");
        realm.createUser(name, false);
        return realm.somebody(name);
    }
}
