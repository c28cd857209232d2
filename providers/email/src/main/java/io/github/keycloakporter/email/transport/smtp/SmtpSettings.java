package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.RealmText;
import io.github.keycloakporter.email.transport.smtp.SmtpConfig.StartTls;
import io.github.keycloakporter.spi.config.RealmWarnings;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A realm's SMTP server under stock Keycloak's names, secrets already taken out of the vault.
 *
 * @param port 0 where the realm's setting is no port: nothing is sent then
 * @param ehlo how we introduce ourselves; empty for jakarta.mail's own choice
 * @param starttls empty where the realm wants none
 * @param timeout for the answer to a command, in milliseconds
 * @param internationalised whether SMTPUTF8 may be used where the server offers it
 */
record SmtpSettings(
        String host,
        int port,
        Optional<String> ehlo,
        boolean ssl,
        Optional<StartTls> starttls,
        Login login,
        int timeout,
        int connectTimeout,
        int writeTimeout,
        boolean internationalised) {

    static final String STARTTLS_ATTRIBUTE = "porter.mail.smtp.starttls";

    private static final int DEFAULT_TIMEOUT = 10_000;
    private static final int MAX_PORT = 65_535;

    /** Who we are to the server. */
    sealed interface Login {}

    record Nobody() implements Login {}

    record Password(String user, String password) implements Login {
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /** XOAUTH2 with a token got by client credentials (RFC 6749, 4.4). */
    record Token(String user, String url, String clientId, String clientSecret, Optional<String> scope)
            implements Login {
        @Override
        public String toString() {
            return "Token[url=" + url + "]";
        }
    }

    /**
     * Tells accounts on one server apart where failures are counted, so that one realm's trouble with its own account does not
     * close the server to another realm; eight digits of a digest, empty for no account.
     */
    String account() {
        String who = login instanceof Password password
                ? password.user()
                : login instanceof Token token ? token.user() + "\n" + token.clientId() : "";
        return who.isEmpty() ? "" : "#" + digest(who);
    }

    private static String digest(String text) {
        byte[] hash = HashUtils.hash(JavaAlgorithm.SHA256, text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 4);
    }

    boolean requiresTls() {
        return starttls.filter(StartTls.REQUIRED::equals).isPresent();
    }

    /** Empty while the realm names no host. */
    static Optional<SmtpSettings> of(
            KeycloakSession session,
            RealmModel realm,
            StartTls otherwise,
            Optional<String> ehlo,
            RealmWarnings warnings) {
        Map<String, String> settings = realm.getSmtpConfig();
        boolean ssl = is(settings, "ssl");
        return RealmText.setting(settings, "host")
                .map(host -> new SmtpSettings(
                        host,
                        port(realm, settings, ssl ? 465 : 25, warnings),
                        ehlo,
                        ssl,
                        ssl ? Optional.empty() : starttls(realm, settings, otherwise, warnings),
                        login(session, settings),
                        timeout(realm, settings, "timeout", warnings),
                        timeout(realm, settings, "connectionTimeout", warnings),
                        timeout(realm, settings, "writeTimeout", warnings),
                        is(settings, "allowutf8")));
    }

    boolean tls() {
        return ssl || starttls.isPresent();
    }

    private static Optional<StartTls> starttls(
            RealmModel realm, Map<String, String> settings, StartTls otherwise, RealmWarnings warnings) {
        StartTls asked = RealmText.attribute(realm, STARTTLS_ATTRIBUTE)
                .map(word -> switch (word.toLowerCase(Locale.ROOT)) {
                    case "required" -> StartTls.REQUIRED;
                    case "opportunistic" -> StartTls.OPPORTUNISTIC;
                    default -> {
                        // a slip of the pen must not open what was meant to be closed
                        warnings.warn(
                                realm, STARTTLS_ATTRIBUTE, "must be required or opportunistic; taken for required");
                        yield StartTls.REQUIRED;
                    }
                })
                .orElse(otherwise);
        return asked == StartTls.REQUIRED || is(settings, "starttls") ? Optional.of(asked) : Optional.empty();
    }

    private static Login login(KeycloakSession session, Map<String, String> settings) {
        if (!is(settings, "auth")) {
            return new Nobody();
        }
        String user = settings.getOrDefault("user", "");
        if ("token".equalsIgnoreCase(settings.get("authType"))) {
            return new Token(
                    user,
                    settings.getOrDefault("authTokenUrl", ""),
                    settings.getOrDefault("authTokenClientId", ""),
                    RealmText.secret(session, settings, "authTokenClientSecret").orElse(""),
                    RealmText.setting(settings, "authTokenScope"));
        }
        return new Password(
                user, RealmText.secret(session, settings, "password").orElse(""));
    }

    private static boolean is(Map<String, String> settings, String name) {
        return "true".equals(settings.get(name));
    }

    private static int port(RealmModel realm, Map<String, String> settings, int otherwise, RealmWarnings warnings) {
        Optional<String> port = RealmText.setting(settings, "port");
        int number = port.map(SmtpSettings::number).orElse(otherwise);
        if (number > 0 && number <= MAX_PORT) {
            return number;
        }
        warnings.warnOf(
                realm,
                "email setting Port",
                "must be a number from 1 to " + MAX_PORT
                        + "; no mail leaves by SMTP until it is corrected under Realm settings, Email");
        return 0;
    }

    private static int timeout(RealmModel realm, Map<String, String> settings, String name, RealmWarnings warnings) {
        int number = RealmText.setting(settings, name).map(SmtpSettings::number).orElse(0);
        if (number < 0) {
            warnings.warnOf(
                    realm,
                    "email setting " + name,
                    "must be a number of milliseconds; " + DEFAULT_TIMEOUT + " is taken in its place");
        }
        // 0 would mean to wait for ever
        return number > 0 ? number : DEFAULT_TIMEOUT;
    }

    /** -1 for what is no number of ours. */
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SmtpSettings[host=" + host + ", port=" + port + ", ssl=" + ssl + ", starttls=" + starttls + "]";
    }
}
