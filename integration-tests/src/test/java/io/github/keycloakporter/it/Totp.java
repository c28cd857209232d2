package io.github.keycloakporter.it;

import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.Realm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app (RFC 6238) in the hand of a person. */
final class Totp {

    private static final long PERIOD_SECONDS = 30;

    private Totp() {}

    /** Logs in and sets one up. */
    static void setUp(Realm realm, Person person) {
        person.arrive(person.logIn(Realm.PASSWORD));
        Page form = person.browser().open(realm.app().action("CONFIGURE_TOTP").url());
        String secret = form.find("input[name=totpSecret]").val();
        person.browser()
                .submit(
                        form,
                        form.find("form:has(input[name=totpSecret])"),
                        Map.of("totp", code(secret, System.currentTimeMillis() / 1000), "userLabel", "phone"));
    }

    private static String code(String secret, long seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] hash = mac.doFinal(
                    ByteBuffer.allocate(8).putLong(seconds / PERIOD_SECONDS).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA1", e);
        }
    }
}
