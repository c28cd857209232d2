package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.spi.link.LinkRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A verify-email link as Keycloak 26.7 makes it for somebody who came from an app: the shape is its, the values are not. */
record SampleLink(String userId, String email, String tabId, String token, String clientData) {

    static final String PURPOSE = "verify-email";
    static final String BINDING = "Zk3v8cQm1xT0aLr7dWn2pA";

    static SampleLink random(Random random) {
        String issuer = "https://accounts.northwind-outdoor.example.com/realms/customers-europe";
        String userId = uuid(random);
        String email = "maria-elisabeth.lindqvist@mailbox.example.com";
        String tabId = base64(random, 8);
        String session = base64(random, 18) + "." + tabId + "." + uuid(random);
        String header = "{\"alg\":\"HS512\",\"typ\" : \"JWT\",\"kid\" : \"" + uuid(random) + "\"}";
        String claims = "{\"exp\":1795305600,\"iat\":1795219200,\"jti\":\"" + uuid(random) + "\",\"iss\":\"" + issuer
                + "\",\"aud\":\"" + issuer + "\",\"sub\":\"" + userId
                + "\",\"typ\":\"verify-email\",\"azp\":\"northwind-web-shop\""
                + ",\"nonce\":\"" + uuid(random) + "\",\"eml\":\"" + email + "\",\"asid\":\"" + session
                + "\"}";
        String clientData =
                "{\"ru\":\"https://shop.northwind-outdoor.example.com/login/callback\",\"rt\":\"code\",\"st\":\""
                        + base64(random, 32) + "\"}";
        return new SampleLink(
                userId,
                email,
                tabId,
                base64(header) + "." + base64(claims) + "." + base64(random, 64),
                base64(clientData));
    }

    String target() {
        return "/realms/customers-europe/login-actions/action-token?key=" + token
                + "&client_id=northwind-web-shop&tab_id=" + tabId + "&client_data=" + clientData;
    }

    LinkRequest request() {
        return new LinkRequest(userId, PURPOSE, target(), BINDING, Duration.ofHours(24), Duration.ofMinutes(10));
    }

    static List<String> fields() {
        SampleLink link = random(new Random(1));
        return List.of(PURPOSE, link.userId(), BINDING, link.target());
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
