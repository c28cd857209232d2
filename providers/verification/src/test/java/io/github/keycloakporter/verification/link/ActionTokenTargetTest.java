package io.github.keycloakporter.verification.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionTokenTargetTest {

    @Test
    void readsWhatTheHandlersNeed() {
        String jwt = jwt(
                "{\"typ\":\"verify-email\",\"azp\":\"app\",\"asid\":\"root.tab.client\",\"eml\":\"a@example.org\"}");
        ActionTokenTarget target = ActionTokenTarget.parse(
                "login-actions/action-token?key=" + jwt + "&client_id=my%20app&tab_id=tab&client_data=e30");
        assertThat(target.isActionToken()).isTrue();
        assertThat(target.key()).isEqualTo(jwt);
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
        String jwt = jwt("{\"typ\":\"execute-actions\",\"azp\":\"account\",\"rqac\":[\"UPDATE_PASSWORD\"]}");
        ActionTokenTarget target = ActionTokenTarget.parse("login-actions/action-token?key=" + jwt);
        assertThat(target.askedFrom()).isEmpty();
        assertThat(target.clientId()).contains("account");
        assertThat(target.actions()).isEqualTo(List.of("UPDATE_PASSWORD"));
    }

    @Test
    void aChangedAddressIsTheOneTheMailWentTo() {
        String jwt = jwt("{\"typ\":\"update-email\",\"eml\":\"old@example.org\",\"newEmail\":\"new@example.org\"}");
        assertThat(ActionTokenTarget.parse("login-actions/action-token?key=" + jwt)
                        .address())
                .contains("new@example.org");
    }

    @Test
    void anInvitationOfSomebodyUnknownIsNoActionTokenUrl() {
        String jwt = jwt("{\"typ\":\"ORGIVT\"}");
        assertThat(ActionTokenTarget.parse("protocol/openid-connect/registrations?client_id=account&token=" + jwt)
                        .isActionToken())
                .isFalse();
    }

    private static String jwt(String claims) {
        return b64("{\"alg\":\"HS512\"}") + "." + b64(claims) + "." + b64("signature");
    }

    private static String b64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
