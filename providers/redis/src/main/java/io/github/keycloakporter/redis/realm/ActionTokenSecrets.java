package io.github.keycloakporter.redis.realm;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What a realm signs its action tokens with. */
record ActionTokenSecrets(KeycloakSession session) implements RealmSecrets {

    @Override
    public List<byte[]> of(RealmModel realm) {
        KeyWrapper active = activeKey(realm);
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(secret(active));
        session.keys().getKeysStream(realm, KeyUse.SIG, Algorithm.HS512).forEach(key -> {
            if (!key.getKid().equals(active.getKid())) {
                secrets.add(secret(key));
            }
        });
        return secrets;
    }

    @Override
    public byte[] active(RealmModel realm) {
        return secret(activeKey(realm));
    }

    private KeyWrapper activeKey(RealmModel realm) {
        return session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512);
    }

    private static byte[] secret(KeyWrapper key) {
        return key.getSecretKey().getEncoded();
    }
}
