package io.github.keycloakporter.email.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.EmailTransportProviderFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderFactory;

/** What Keycloak finds when the jar is dropped in. */
class TransportServicesTest {

    @Test
    void bothTransportsAreFound() {
        assertThat(ServiceLoader.load(EmailTransportProviderFactory.class))
                .extracting(ProviderFactory::getId)
                .containsExactlyInAnyOrder("smtp", "sendgrid");
    }

    @Test
    void optionsHaveHelpAndNoNameOfABuildTimeOption() {
        for (EmailTransportProviderFactory factory : ServiceLoader.load(EmailTransportProviderFactory.class)) {
            assertThat(factory.getConfigMetadata()).isNotEmpty().allSatisfy(option -> {
                assertThat(option.getHelpText()).isNotBlank();
                assertThat(option.getName())
                        .doesNotEndWithIgnoringCase("enabled")
                        .doesNotEndWithIgnoringCase("provider");
            });
        }
    }
}
