package io.github.keycloakporter.verification.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.LinkTarget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionTokenTargetTest {

    private static final String PATH = "login-actions/action-token";

    @Test
    void readsWhatTheHandlersNeed() {
        ActionTokenTarget target = target(
                PATH,
                Map.of("client_id", "my app", "tab_id", "tab", "client_data", "e30"),
                Map.of("typ", "verify-email", "azp", "app", "asid", "root.tab.client", "eml", "a@example.org"));
        assertThat(target.isActionToken()).isTrue();
        assertThat(target.token().getType()).isEqualTo("verify-email");
        assertThat(target.clientId()).contains("my app");
        assertThat(target.tabId()).isEqualTo("tab");
        assertThat(target.clientData()).isEqualTo("e30");
        assertThat(target.address()).contains("a@example.org");
        assertThat(target.askedFrom()).hasValueSatisfying(asked -> {
            assertThat(asked.getRootSessionId()).isEqualTo("root");
            assertThat(asked.getTabId()).isEqualTo("tab");
            assertThat(asked.getClientUUID()).isEqualTo("client");
        });
    }

    @Test
    void anAdminsMailNamesNoBrowser() {
        ActionTokenTarget target = target(
                PATH, Map.of(), Map.of("typ", "execute-actions", "azp", "account", "rqac", List.of("UPDATE_PASSWORD")));
        assertThat(target.askedFrom()).isEmpty();
        assertThat(target.clientId()).contains("account");
        assertThat(target.actions()).isEqualTo(List.of("UPDATE_PASSWORD"));
    }

    @Test
    void aChangedAddressIsTheOneTheMailWentTo() {
        ActionTokenTarget target = target(
                PATH, Map.of(), Map.of("typ", "update-email", "eml", "old@example.org", "newEmail", "new@example.org"));
        assertThat(target.address()).contains("new@example.org");
    }

    @Test
    void anInvitationOfSomebodyUnknownIsNoActionTokenUrl() {
        ActionTokenTarget target = target(
                "protocol/openid-connect/registrations", Map.of("client_id", "account"), Map.of("typ", "ORGIVT"));
        assertThat(target.isActionToken()).isFalse();
    }

    private static ActionTokenTarget target(String path, Map<String, String> query, Map<String, Object> claims) {
        LinkTarget target = new LinkTarget(path, query, claims, null);
        return ActionTokenTarget.of(new ActionLink("user", target.purpose(), target, ""));
    }
}
