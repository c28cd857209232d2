package io.github.keycloakporter.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the pages and what asks for them: none is missing in any language, none is left over. */
class PageWordsTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources", "theme-resources");
    private static final Pattern KEY = Pattern.compile("\"(porter[A-Z]\\w*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void everyLanguageHasExactlyTheWordsThatAreAskedFor(String language) throws IOException {
        Properties words = words(language);

        assertThat(words.stringPropertyNames()).isEqualTo(keys());
        assertThat(words.values()).allSatisfy(word -> assertThat((String) word)
                .isNotBlank()
                .as("a lone ' begins a quotation in a MessageFormat")
                .doesNotContain("'"));
    }

    @Test
    void pagesAndCodeAskForWords() throws IOException {
        assertThat(keys())
                .contains("porterUnsubscribeSubmit", "porterTooManyMails")
                .hasSizeGreaterThan(5);
    }

    private static Set<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (Path place : List.of(RESOURCES.resolve("templates"), Path.of("src", "main", "java"))) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    KEY.matcher(Files.readString(file)).results().forEach(key -> keys.add(key.group(1)));
                }
            }
        }
        return keys;
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        Path file = RESOURCES.resolve(Path.of("messages", "messages_" + language + ".properties"));
        try (Reader in = Files.newBufferedReader(file)) {
            words.load(in);
        }
        return words;
    }
}
