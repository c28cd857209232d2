package io.github.keycloakporter.email.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkTarget;
import io.github.keycloakporter.spi.link.PendingLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.theme.KeycloakSanitizerPolicy;

/** Email themes pass link and code through Keycloak's sanitizer, and through encodings of their own. */
class SlotsTest {

    private final LinkTarget target = new LinkTarget("path", Map.of(), Map.of("typ", "verify-email"), null);
    private final IssuedLink issued = new IssuedLink("T".repeat(43), Optional.of("012345"));

    @Test
    void slotsSurviveWhatTemplatesDoToThem() {
        for (int i = 0; i < 100; i++) {
            PendingLink link = PendingLink.of(new LinkRequest("user", "verify-email", target, "", 60, 60, 0));
            String url = "https://id.example.org/realms/r/go/" + link.tokenSlot();
            String html = "<p><a href=\"" + url + "\">" + url + "</a> <b>" + link.codeSlot() + "</b></p>";
            String sanitized = KeycloakSanitizerPolicy.POLICY_DEFINITION.sanitize(html);
            assertThat(link.fill(sanitized, issued))
                    .contains("/go/" + "T".repeat(43) + "\"")
                    .contains("012345")
                    .doesNotContain(link.tokenSlot());
            String encoded = URLEncoder.encode(url, StandardCharsets.UTF_8);
            assertThat(link.fill(encoded, issued)).endsWith("T".repeat(43));
        }
    }
}
