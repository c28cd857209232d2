package io.github.keycloakporter.email.template;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.spi.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.email.EmailException;
import org.keycloak.models.RealmModel;

class LinkPolicyTest {

    private static final String OPTION = "--spi-email-template--porter--links";

    @ParameterizedTest
    @CsvSource({
        "https://id.example.org, https://id.example.org/realms/a/go/x",
        "https://id.example.org, https://ID.example.org:443/realms/a/go/x",
        "https://id.example.org:8443/auth, https://id.example.org:8443/auth/realms/a/go/x",
        "id.example.org, https://id.example.org/realms/a/go/x",
    })
    void letsLinksToTheConfiguredHostPass(String hostname, String link) {
        assertThatCode(() -> policy(hostname).check(realm(null), link)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example.org, http://id.example.org/realms/a/go/x",
        "http://id.example.org, http://id.example.org/realms/a/go/x",
        "http://id.example.org, https://id.example.org/realms/a/go/x",
        "https://id.example.org, https://evil.example/realms/a/go/x",
        "https://id.example.org, https://id.example.org@evil.example/realms/a/go/x",
        "id.example.org, https://id.example.org:8443/realms/a/go/x",
        ", https://id.example.org/realms/a/go/x",
    })
    void refusesTheRestAndNamesTheOption(String hostname, String link) {
        assertThatThrownBy(() -> policy(hostname).check(realm(null), link))
                .isInstanceOf(EmailException.class)
                .hasMessageContaining("--hostname");
    }

    @Test
    void theRealmsFrontendUrlComesFirst() {
        RealmModel realm = realm("https://shop.example.org");
        assertThatCode(() -> policy("https://id.example.org").check(realm, "https://shop.example.org/realms/a/go/x"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> policy("https://id.example.org").check(realm, "https://id.example.org/realms/a/go/x"))
                .isInstanceOf(EmailException.class);
    }

    @Test
    void anyMeansAny() {
        assertThatCode(() -> new LinkPolicy(LinkPolicy.Links.ANY, null, OPTION)
                        .check(realm(null), "http://localhost:8080/realms/a/go/x"))
                .doesNotThrowAnyException();
    }

    private static LinkPolicy policy(String hostname) {
        return new LinkPolicy(LinkPolicy.Links.HTTPS, hostname, OPTION);
    }

    private static RealmModel realm(String frontendUrl) {
        return TestRealm.withAttributes(frontendUrl == null ? Map.of() : Map.of("frontendUrl", frontendUrl));
    }
}
