package io.github.keycloakporter.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A realm's key for action tokens, for journeys that play another extension of the server. */
public final class SigningKey {

    private static final String KID = "journeys";
    private static final byte[] SECRET =
            "a key of the journeys, which everybody may know: 64 bytes of it..".getBytes(StandardCharsets.UTF_8);

    private final Realm realm;

    private SigningKey(Realm realm) {
        this.realm = realm;
    }

    /** The key, which the realm has from now on; a key of its own stays the one it signs with. */
    public static SigningKey of(Realm realm) {
        String components = "/" + realm.name() + "/components";
        if (realm.admin().read(components + "?name=" + KID).isEmpty()) {
            Map<String, Object> key = Map.of(
                    "name",
                    KID,
                    "providerId",
                    "hmac-generated",
                    "providerType",
                    "org.keycloak.keys.KeyProvider",
                    "config",
                    Map.of(
                            "kid",
                            List.of(KID),
                            "secret",
                            List.of(base64(SECRET)),
                            "algorithm",
                            List.of("HS512"),
                            "priority",
                            List.of("-100")));
            Admin.require(realm.admin().post(components, key), "adding a key");
        }
        return new SigningKey(realm);
    }

    /** An action token of this type with these claims, valid for five minutes. */
    public String sign(String type, String userId, Map<String, ?> claims) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("typ", type);
        all.put("sub", userId);
        all.put("jti", UUID.randomUUID().toString());
        all.put("nonce", UUID.randomUUID().toString());
        all.put("iss", realm.url().toString());
        all.put("aud", realm.url().toString());
        all.put("iat", now);
        all.put("exp", now + 300);
        String signed = json(Map.of("alg", "HS512", "typ", "JWT", "kid", KID)) + "." + json(all);
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA512"));
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA512", e);
        }
    }

    /** What a JWT says, unverified. */
    public static JsonNode claims(String jwt) {
        return Rest.claims(jwt);
    }

    private static String json(Map<String, ?> object) {
        try {
            return base64(Rest.JSON.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not to be written as JSON: " + object, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
