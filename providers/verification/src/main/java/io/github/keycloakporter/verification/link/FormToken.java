package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.crypto.HmacSha256;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.keycloak.common.util.Base64Url;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.utils.SecureContextResolver;

/**
 * The anti-forgery token of the link page's button: a signed double-submit cookie (OWASP CSRF Prevention Cheat Sheet).
 *
 * <p>The page sets a random cookie and puts HMAC(link token, cookie) into the form; a POST counts only with both. It keeps
 * nothing on the server, so that opening a page stays free of writes. A scanner that fetches pages and follows links,
 * cookie jar or not, has no reason to send the form; another site cannot, for want of the cookie (SameSite=Strict).
 */
final class FormToken {

    static final String FIELD = "proof";

    private static final String COOKIE = "PORTER_LINK";
    private static final int NONCE_BYTES = 16;

    private final KeycloakSession session;

    FormToken(KeycloakSession session) {
        this.session = session;
    }

    /** Sets the cookie, unless the browser has one already, and returns the value of the hidden field. */
    String issue(String linkToken) {
        String nonce = cookie();
        if (nonce == null) {
            nonce = Base64Url.encode(SecretGenerator.getInstance().randomBytes(NONCE_BYTES));
            session.getContext().getHttpResponse().setCookieIfAbsent(newCookie(nonce));
        }
        return mac(linkToken, nonce);
    }

    boolean isGiven(String linkToken, String field) {
        String nonce = cookie();
        return nonce != null
                && field != null
                && MessageDigest.isEqual(
                        mac(linkToken, nonce).getBytes(StandardCharsets.US_ASCII),
                        field.getBytes(StandardCharsets.US_ASCII));
    }

    private String cookie() {
        Cookie cookie = session.getContext().getRequestHeaders().getCookies().get(COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private NewCookie newCookie(String nonce) {
        return new NewCookie.Builder(COOKIE)
                .value(nonce)
                .path(session.getContext().getUri().getBaseUri().getPath() + "realms/"
                        + session.getContext().getRealm().getName() + "/go/")
                .httpOnly(true)
                .secure(SecureContextResolver.isSecureContext(session))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private static String mac(String linkToken, String nonce) {
        return Base64Url.encode(HmacSha256.of(
                linkToken.getBytes(StandardCharsets.UTF_8),
                ("porter link form\n" + nonce).getBytes(StandardCharsets.UTF_8)));
    }
}
