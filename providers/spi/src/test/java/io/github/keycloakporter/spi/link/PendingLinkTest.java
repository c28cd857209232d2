package io.github.keycloakporter.spi.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingLinkTest {

    private final LinkTarget target = new LinkTarget("path", Map.of(), Map.of("typ", "verify-email"), null);
    private final LinkRequest request = new LinkRequest("user", "verify-email", target, "", 60, 60, 0);
    private final PendingLink link = PendingLink.of(request);
    private final IssuedLink issued = new IssuedLink("T".repeat(43), Optional.of("012344"));

    @Test
    void fillsTokenAndCodeHoweverTheDigitsAreGrouped() {
        String digits = link.codeSlot().substring(0, 3) + " " + link.codeSlot().substring(3);
        assertThat(link.fill("https://x/go/" + link.tokenSlot() + "?a and " + digits, issued))
                .isEqualTo("https://x/go/" + "T".repeat(43) + "?a and 012 344");
    }

    @Test
    void slotsLookLikeATokenAndDifferForEachEmail() {
        PendingLink other = PendingLink.of(request);
        assertThat(link.tokenSlot()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(other.tokenSlot());
        assertThat(link.codeSlot()).hasSize(6).isNotEqualTo(other.codeSlot());
        assertThat(link.codeSlot().chars().distinct()).hasSize(6);
        assertThat(link.fill(other.tokenSlot(), issued)).isEqualTo(other.tokenSlot());
    }

    @Test
    void withoutACodeOnlyTheLinkIsFilledIn() {
        IssuedLink plain = new IssuedLink("T".repeat(43), Optional.empty());
        assertThat(link.fill(link.codeSlot() + link.tokenSlot(), plain)).isEqualTo(link.codeSlot() + "T".repeat(43));
    }
}
