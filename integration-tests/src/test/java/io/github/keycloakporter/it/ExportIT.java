package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import org.junit.jupiter.api.Test;

/** The requests that docs/compliance/erasure.md names for an export. */
@OnPorter(nodes = 2)
class ExportIT {

    private final PorterStack stack;
    private final Realm realm;

    ExportIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("export", json -> json.put("displayName", "Export"));
    }

    @Test
    void whatAnExportHas() {
        Person ben = realm.member("ben-of-the-export", true);
        ben.forget();
        ben.mailbox().next();
        String shop = "/" + realm.name();
        String id = realm.user(ben.address()).get("id").asText();

        assertThat(realm.admin().read(shop + "/users/" + id).toString()).contains(ben.address());
        assertThat(realm.admin().read(shop + "/users/" + id + "/credentials")).isNotEmpty();
        assertThat(realm.admin().read(shop + "/users/" + id + "/sessions").isArray())
                .isTrue();
        assertThat(realm.admin().read(shop + "/events?user=" + id).toString()).contains("RESET_PASSWORD");
        assertThat(realm.admin().read(shop + "/mails?userId=" + id).toString()).contains("password-reset");
        assertThat(realm.admin()
                        .get(shop + "/mails/suppressions/" + ben.address())
                        .status())
                .isEqualTo(404);
    }
}
