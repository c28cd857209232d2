package io.github.keycloakporter.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.theme.PropertiesUtil;

/** The bundles: every language says everything, with the same placeholders. */
class MessagesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "theme-resources/messages/messages_",
                "password-policy/theme-resources/messages/messages_",
                "notifications/theme-resources/messages/messages_",
                "theme/porter/login/messages/messages_",
                "theme/porter/email/messages/messages_"
            })
    void everyLanguageSaysTheSame(String bundle) throws IOException {
        Properties english = load(bundle, Locale.ENGLISH);
        for (Locale locale : Models.LOCALES) {
            Properties other = load(bundle, locale);
            assertThat(other.keySet()).as(locale.toString()).isEqualTo(english.keySet());
            for (String key : english.stringPropertyNames()) {
                String value = other.getProperty(key);
                assertThat(value).as(locale + " " + key).isNotBlank();
                assertThat(placeholders(value))
                        .as("placeholders of " + locale + " " + key)
                        .isEqualTo(placeholders(english.getProperty(key)));
            }
        }
    }

    /** A lone ' begins a quotation in a MessageFormat: it swallows itself and the placeholders after it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "theme-resources/messages/messages_",
                "password-policy/theme-resources/messages/messages_",
                "notifications/theme-resources/messages/messages_",
                "theme/porter/login/messages/messages_",
                "theme/porter/email/messages/messages_"
            })
    void everyValueIsAPatternWithoutQuotes(String bundle) throws IOException {
        for (Locale locale : Models.LOCALES) {
            Properties messages = load(bundle, locale);
            for (String key : messages.stringPropertyNames()) {
                String value = messages.getProperty(key);
                assertThat(value).as(locale + " " + key).doesNotContain("'");
                assertThat(new MessageFormat(value, locale).format(new Object[] {1, 2}))
                        .as(locale + " " + key)
                        .doesNotContain("{");
            }
        }
    }

    private static TreeSet<String> placeholders(String value) {
        List<String> found = PLACEHOLDER
                .matcher(value)
                .results()
                .map(result -> result.group(1))
                .toList();
        return new TreeSet<>(found);
    }

    private static Properties load(String bundle, Locale locale) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ThemeFiles.resource(bundle + locale.getLanguage() + ".properties")
                .openStream()) {
            PropertiesUtil.readCharsetAware(properties, in);
        }
        return properties;
    }
}
