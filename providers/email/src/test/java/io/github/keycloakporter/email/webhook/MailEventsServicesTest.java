package io.github.keycloakporter.email.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** What Keycloak finds when the jar is dropped in. */
class MailEventsServicesTest {

    @Test
    void theEndpointIsFound() {
        assertThat(ServiceLoader.load(RealmResourceProviderFactory.class))
                .filteredOn(MailEventsResourceProviderFactory.class::isInstance)
                .singleElement()
                .satisfies(factory -> {
                    assertThat(factory.getId()).isEqualTo("mail-events");
                    assertThat(factory.getConfigMetadata()).isNotEmpty();
                    factory.init(MapScope.of());
                    assertThat(factory.create(null).getResource()).isNotNull();
                    factory.close();
                });
    }

    @Test
    void aBadOptionStopsTheStart() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new MailEventsResourceProviderFactory().init(MapScope.of("maxBody", "0")));
    }
}
