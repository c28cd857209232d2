package io.github.keycloakporter.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.notifications.notice.NoticeType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Path MESSAGES = Path.of("src", "main", "resources", "theme-resources", "messages");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void everyTypeHasWords(String language) throws IOException {
        Properties words = words(language);
        for (NoticeType type : NoticeType.values()) {
            assertThat(words)
                    .containsKeys("porterNotice." + type.tag() + ".title", "porterNotice." + type.tag() + ".text");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es"})
    void everyLanguageHasTheSameWords(String language) throws IOException {
        assertThat(words(language).keySet()).isEqualTo(words("en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void onceAndSeveralTimesAreToldInWords(String language) throws IOException {
        MessageFormat again =
                new MessageFormat(words(language).getProperty("porterNotice.again"), Locale.forLanguageTag(language));
        assertThat(again.format(new Object[] {1, "14:05"}))
                .doesNotContain("1 ", "{")
                .contains("14:05");
        assertThat(again.format(new Object[] {7, "14:05"}))
                .contains("7", "14:05")
                .doesNotContain("{");
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(MESSAGES.resolve("messages_" + language + ".properties"))) {
            words.load(in);
        }
        return words;
    }
}
