package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Path MESSAGES = Path.of("src", "main", "resources", "theme-resources", "messages");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void theWaitIsToldInWords(String language) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(MESSAGES.resolve("messages_" + language + ".properties"))) {
            words.load(in);
        }
        assertThat(words.stringPropertyNames()).isEqualTo(Set.of("porterResetLimited"));
        MessageFormat format =
                new MessageFormat(words.getProperty("porterResetLimited"), Locale.forLanguageTag(language));
        String one = format.format(new Object[] {1L});
        String more = format.format(new Object[] {3L});
        assertThat(one).doesNotContain("{").doesNotContain("1");
        assertThat(more).doesNotContain("{").contains(" 3 ");
    }
}
