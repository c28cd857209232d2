package io.github.keycloakporter.spi.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

class RealmWarningsTest {

    private static final RealmModel SHOP = TestRealm.withId("shop");

    private final List<String> log = new ArrayList<>();
    private final RealmWarnings warnings = new RealmWarnings(log::add);

    @Test
    void eachIsGivenOncePerRealm() {
        warnings.warn(SHOP, "porter.rate", "must be a rate");
        warnings.warn(SHOP, "porter.rate", "must be a rate");
        warnings.warnOf(SHOP, "required action VERIFY_EMAIL:", "pause must be a number");
        warnings.warn(TestRealm.withId("office"), "porter.rate", "must be a rate");
        assertThat(log)
                .containsExactly(
                        "Realm shop: attribute porter.rate must be a rate",
                        "Realm shop: required action VERIFY_EMAIL: pause must be a number",
                        "Realm office: attribute porter.rate must be a rate");
    }

    @Test
    void whoChangesAnAttributeAllTheTimeFillsNoMemory() {
        for (int i = 0; i < 2000; i++) {
            warnings.warn(SHOP, "porter.rate", "must not be " + i);
        }
        assertThat(log).hasSize(1000);
    }
}
