package io.github.keycloakporter.it.harness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app on somebody's phone (RFC 6238: HMAC-SHA1, six digits, 30 seconds). */
public record Totp(String secret) {

    private static final int PERIOD = 30;
    private static final int CODES = 1_000_000;

    /** Logs the person in, who adds an authenticator app to the account. */
    public static void setUp(Realm realm, Person person) {
        person.arrive(person.logIn(Realm.PASSWORD));
        Page form = person.browser().open(realm.app().action("CONFIGURE_TOTP").url());
        Totp phone = new Totp(form.find("input[name=totpSecret]").val());
        person.browser()
                .submit(
                        form,
                        form.find("form:has(input[name=totpSecret])"),
                        Map.of("totp", phone.code(), "userLabel", "phone"));
    }

    /** The app as an administrator imports it into Keycloak. */
    public Map<String, Object> credential() {
        return Map.of(
                "type",
                "otp",
                "userLabel",
                "phone",
                "secretData",
                "{\"value\":\"" + secret + "\"}",
                "credentialData",
                "{\"subType\":\"totp\",\"digits\":6,\"period\":30,\"counter\":0,\"algorithm\":\"HmacSHA1\"}");
    }

    /** The code of the moment. */
    public String code() {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            long step = Instant.now().getEpochSecond() / PERIOD;
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format("%06d", number % CODES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA1", e);
        }
    }

    /** A code that is wrong now, and was just before. */
    public String wrongCode() {
        return code().equals("000000") ? "111111" : "000000";
    }
}
