package io.github.keycloakporter.notifications.event;

import io.github.keycloakporter.notifications.notice.Device;
import io.github.keycloakporter.spi.crypto.HmacSha256;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.keycloak.common.util.Base64Url;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.http.HttpRequest;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.utils.SecureContextResolver;

/**
 * How a browser is known again: a cookie for each account that logged in with it, which is a keyed digest of the account
 * and the kind of browser. The server keeps nothing, and a cookie copied to another kind of browser is worth nothing.
 */
final class DeviceCookie {

    private static final String NAME = "PORTER_DEVICE_";
    private static final Duration LIFE = Duration.ofDays(365);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final String name;
    private final String subject;

    DeviceCookie(KeycloakSession session, RealmModel realm, UserModel user, Optional<Device> device) {
        this.session = session;
        this.realm = realm;
        this.subject = "porter device\n" + user.getId() + "\n"
                + device.map(Device::toString).orElse("");
        this.name = NAME
                + HashUtils.sha256UrlEncodedHash(user.getId(), StandardCharsets.UTF_8)
                        .substring(0, 8);
    }

    boolean isKnown(HttpRequest request) {
        Cookie cookie = request.getHttpHeaders().getCookies().get(name);
        return cookie != null
                && session.keys()
                        .getKeysStream(realm)
                        .filter(key -> key.getUse() == KeyUse.SIG && Algorithm.HS512.equals(key.getAlgorithm()))
                        .flatMap(key -> Stream.ofNullable(key.getSecretKey()))
                        .anyMatch(key -> MessageDigest.isEqual(
                                mac(key).getBytes(StandardCharsets.US_ASCII),
                                cookie.getValue().getBytes(StandardCharsets.US_ASCII)));
    }

    void remember() {
        KeyWrapper key = session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512);
        session.getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(name)
                        .value(mac(key.getSecretKey()))
                        .path(session.getContext().getUri().getBaseUri().getPath() + "realms/" + realm.getName() + "/")
                        .maxAge((int) LIFE.toSeconds())
                        .httpOnly(true)
                        .secure(SecureContextResolver.isSecureContext(session))
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }

    private String mac(SecretKey key) {
        return Base64Url.encode(HmacSha256.of(key.getEncoded(), subject.getBytes(StandardCharsets.UTF_8)));
    }
}
