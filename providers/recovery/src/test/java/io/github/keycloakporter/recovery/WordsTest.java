package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Path MAIN = Path.of("src", "main");
    private static final Path MESSAGES = MAIN.resolve("resources/theme-resources/messages");

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es"})
    void everyLanguageHasAllWords(String language) throws IOException {
        Properties english = words("en");
        Properties words = words(language);
        assertThat(words.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(new MessageFormat(words.getProperty(key)).getFormatsByArgumentIndex())
                    .as(key)
                    .hasSameSizeAs(new MessageFormat(english.getProperty(key)).getFormatsByArgumentIndex());
        }
    }

    @Test
    void everyWordIsSaidSomewhere() throws IOException {
        String said = text(MAIN) + text(Path.of("..", "..", "themes", "src", "main", "resources", "theme"));
        for (String key : words("en").stringPropertyNames()) {
            assertThat(said).contains("\"" + key + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void theWaitIsToldInWords(String language) throws IOException {
        MessageFormat format =
                new MessageFormat(words(language).getProperty("porterResetLimited"), Locale.forLanguageTag(language));
        assertThat(format.format(new Object[] {1L})).doesNotContain("{").doesNotContain("1");
        assertThat(format.format(new Object[] {3L})).doesNotContain("{").contains(" 3 ");
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(MESSAGES.resolve("messages_" + language + ".properties"))) {
            words.load(in);
        }
        return words;
    }

    /** All sources and templates below the folder. */
    private static String text(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".ftl"))
                    .map(WordsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
