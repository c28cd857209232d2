package io.github.keycloakporter.email.unsubscribe;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The address in a reminder where one POST ends all reminders to its reader (RFC 8058). */
public final class UnsubscribeLink {

    private final KeycloakSession session;

    public UnsubscribeLink(KeycloakSession session) {
        this.session = session;
    }

    /**
     * The link of a user, for {@link io.github.keycloakporter.spi.mail.OutgoingMail#inRun}. It holds as long as the realm
     * keeps its key, active or passive.
     *
     * @param base the server's public address, such as {@code https://id.example.org/}
     */
    public URI of(URI base, RealmModel realm, String userId) {
        KeyWrapper key = session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512);
        return UriBuilder.fromUri(base)
                .path("realms/{realm}/" + UnsubscribeResourceProviderFactory.PROVIDER_ID + "/{token}")
                .build(realm.getName(), UnsubscribeToken.of(key.getSecretKey(), realm.getId(), userId));
    }

    /** Whose link it is; empty for a forged one. */
    Optional<String> userId(RealmModel realm, String token) {
        return UnsubscribeToken.userId(
                session.keys().getKeysStream(realm, KeyUse.SIG, Algorithm.HS512).map(KeyWrapper::getSecretKey),
                realm.getId(),
                token);
    }
}
