package io.github.keycloakporter.email.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.spi.config.MapScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookKeysTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:own";
    private static final String SERVERS_TOPIC = "arn:aws:sns:eu-west-1:123456789012:server";

    private final String serversKey = publicKey();
    private final WebhookKeys keys = new WebhookKeys(WebhookConfig.from(MapScope.of(
            "sendgridPublicKey", serversKey, "mailgunSigningKey", "servers-secret", "sesTopicArn", SERVERS_TOPIC)));
    private final WebhookKeys none = new WebhookKeys(WebhookConfig.from(MapScope.of()));

    @Test
    void aRealmWithoutItsOwnHasTheServers() {
        Realm realm = new Realm();
        assertThat(keys.key("sendgrid", realm)).contains(serversKey);
        assertThat(keys.key("mailgun", realm)).contains("servers-secret");
        assertThat(keys.key("ses", realm)).contains(SERVERS_TOPIC);
        assertThat(keys.key("postmark", realm)).isEmpty();
    }

    @Test
    void aKeyInAFileIsReadForEachReport(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("mailgun"), "old-key\n");
        WebhookKeys rotated =
                new WebhookKeys(WebhookConfig.from(MapScope.of("mailgunSigningKeyFile", file.toString())));
        assertThat(rotated.key("mailgun", new Realm())).contains("old-key");
        Files.writeString(file, "old-key\nnew-key\n");
        assertThat(rotated.key("mailgun", new Realm()).map(WebhookDialect::keys))
                .contains(List.of("old-key", "new-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendgrid", "mailgun", "ses"})
    void withoutEitherItIsOff(String provider) {
        assertThat(none.key(provider, new Realm())).isEmpty();
    }

    @Test
    void aRealmsOwnComesFirst() {
        String own = publicKey();
        Realm realm = new Realm()
                .with("porter.mail.webhook.sendgrid.public-key", own)
                .with("porter.mail.webhook.mailgun.signing-key", "${vault.mailgun}")
                .with("porter.mail.webhook.ses.topic-arn", TOPIC);
        assertThat(keys.key("sendgrid", realm)).contains(own);
        assertThat(keys.key("mailgun", realm)).contains("from-the-vault");
        assertThat(keys.key("ses", realm)).contains(TOPIC);
    }

    @ParameterizedTest
    @CsvSource({
        "sendgrid, porter.mail.webhook.sendgrid.public-key, no key",
        "mailgun, porter.mail.webhook.mailgun.signing-key, plain-secret",
        "mailgun, porter.mail.webhook.mailgun.signing-key, x${vault.mailgun}",
        "mailgun, porter.mail.webhook.mailgun.signing-key, ${vault.nothing}",
        "mailgun, porter.mail.webhook.mailgun.signing-key, ${vault.blank}",
        "ses, porter.mail.webhook.ses.topic-arn, my topic"
    })
    void aWrongAttributeIsOffAndNotTheServers(String provider, String attribute, String value) {
        assertThat(keys.key(provider, new Realm().with(attribute, value))).isEmpty();
        assertThat(keys.key(provider, new Realm().with(attribute, value)))
                .as("and stays so")
                .isEmpty();
    }

    private static String publicKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Realm implements RealmSettings {

        private final Map<String, String> attributes = new HashMap<>();
        private final Map<String, String> vault = Map.of("${vault.mailgun}", "from-the-vault\n", "${vault.blank}", " ");

        Realm with(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        @Override
        public String id() {
            return "5b0c";
        }

        @Override
        public String name() {
            return "shop";
        }

        @Override
        public Optional<String> attribute(String name) {
            return Optional.ofNullable(attributes.get(name));
        }

        @Override
        public Optional<String> secret(String expression) {
            return Optional.ofNullable(vault.get(expression));
        }
    }
}
