package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A verify-email link as Keycloak 26.7 makes it for somebody who came from an app: real shape, invented values. */
record SampleLink(String userId, String email, LinkTarget target) {

    static final String PURPOSE = "verify-email";
    static final String BINDING = "Zk3v8cQm1xT0aLr7dWn2pA";

    static SampleLink random(Random random) {
        String issuer = "https://accounts.northwind-outdoor.example.com/realms/customers-europe";
        String userId = uuid(random);
        String email = "maria-elisabeth.lindqvist@mailbox.example.com";
        String tabId = base64(random, 8);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("exp", 1795305600);
        claims.put("iat", 1795219200);
        claims.put("jti", uuid(random));
        claims.put("iss", issuer);
        claims.put("aud", issuer);
        claims.put("sub", userId);
        claims.put("typ", PURPOSE);
        claims.put("azp", "northwind-web-shop");
        claims.put("nonce", uuid(random));
        claims.put("eml", email);
        claims.put("asid", base64(random, 18) + "." + tabId + "." + uuid(random));
        String clientData =
                "{\"ru\":\"https://shop.northwind-outdoor.example.com/login/callback\",\"rt\":\"code\",\"st\":\""
                        + base64(random, 32) + "\"}";
        Map<String, String> query =
                Map.of("client_id", "northwind-web-shop", "tab_id", tabId, "client_data", base64(clientData));
        return new SampleLink(userId, email, new LinkTarget("login-actions/action-token", query, claims, "en"));
    }

    LinkRequest request() {
        return new LinkRequest(
                userId,
                PURPOSE,
                target,
                BINDING,
                Duration.ofHours(24).toSeconds(),
                Duration.ofMinutes(10).toSeconds(),
                1_795_219_200_000L);
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static String base64(Random random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
