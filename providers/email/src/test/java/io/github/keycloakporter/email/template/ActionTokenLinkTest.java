package io.github.keycloakporter.email.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionTokenLinkTest {

    private static final String JWT = jwt("{\"exp\":1000,\"sub\":\"u-1\",\"typ\":\"verify-email\",\"asid\":\"s.t.c\"}");

    @Test
    void readsTheActionTokenUrl() {
        ActionTokenLink link = ActionTokenLink.parse(
                        "https://id.example.org/auth/realms/my%20realm/login-actions/action-token?key=" + JWT
                                + "&client_id=app&tab_id=x")
                .orElseThrow();
        assertThat(link.realmBase()).isEqualTo("https://id.example.org/auth/realms/my%20realm/");
        assertThat(link.target().path()).isEqualTo("login-actions/action-token");
        assertThat(link.target().query()).isEqualTo(Map.of("client_id", "app", "tab_id", "x"));
        assertThat(link.target().claims()).containsEntry("asid", "s.t.c");
        assertThat(link.purpose()).isEqualTo("verify-email");
        assertThat(link.userId()).isEqualTo("u-1");
        assertThat(link.askedInBrowser()).isTrue();
        assertThat(link.lifespan(400)).isEqualTo(Duration.ofSeconds(600));
        assertThat(link.shortLink("abc")).isEqualTo("https://id.example.org/auth/realms/my%20realm/go/abc");
    }

    @Test
    void readsTheInvitationOfSomebodyUnknown() {
        String token = jwt("{\"exp\":1000,\"jti\":\"i-1\",\"typ\":\"ORGIVT\"}");
        ActionTokenLink link = ActionTokenLink.parse(
                        "https://id.example.org/realms/r/protocol/openid-connect/registrations?client_id=a&token="
                                + token)
                .orElseThrow();
        assertThat(link.userId()).isEqualTo("invitation:i-1");
        assertThat(link.askedInBrowser()).isFalse();
    }

    @Test
    void aLinkThatStandsOnItsOwnGoesByNoUser() {
        String token = jwt("{\"exp\":1000,\"jti\":\"t-1\",\"sub\":\"u-1\",\"typ\":\"any\",\"standalone\":true}");
        ActionTokenLink link = ActionTokenLink.parse("https://h/realms/r/login-actions/action-token?key=" + token)
                .orElseThrow();
        assertThat(link.userId()).isEqualTo("standalone:t-1");
    }

    @Test
    void anExpiredTokenStillHasALifeOfASecond() {
        assertThat(ActionTokenLink.parse("https://h/realms/r/login-actions/action-token?key=" + JWT)
                        .orElseThrow()
                        .lifespan(5000))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void leavesOtherLinksAlone() {
        assertThat(ActionTokenLink.parse("https://h/realms/r/account")).isEmpty();
        assertThat(ActionTokenLink.parse("https://h/realms/r/x?key=notajwt")).isEmpty();
        assertThat(ActionTokenLink.parse("https://elsewhere.example.org/?key=" + JWT))
                .isEmpty();
    }

    private static String jwt(String claims) {
        return b64("{\"alg\":\"HS512\"}") + "." + b64(claims) + "." + b64("signature");
    }

    private static String b64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
