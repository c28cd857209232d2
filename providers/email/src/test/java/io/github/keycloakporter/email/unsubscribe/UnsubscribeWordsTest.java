package io.github.keycloakporter.email.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the page and the page that asks for them: none is missing in any language, none is left over. */
class UnsubscribeWordsTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources", "theme-resources");
    private static final Pattern KEY = Pattern.compile("\"(porter[A-Z]\\w*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void everyLanguageHasExactlyTheWordsOfThePage(String language) throws IOException {
        Properties words = words(language);

        assertThat(words.stringPropertyNames()).isEqualTo(keysOfThePage());
        assertThat(words.values()).allSatisfy(word -> assertThat((String) word)
                .isNotBlank()
                .as("a lone ' begins a quotation in a MessageFormat")
                .doesNotContain("'"));
    }

    @Test
    void thePageAsksForWords() throws IOException {
        assertThat(keysOfThePage()).contains("porterUnsubscribeSubmit").hasSizeGreaterThan(5);
    }

    private static Set<String> keysOfThePage() throws IOException {
        String page = Files.readString(RESOURCES.resolve(Path.of("templates", "porter-unsubscribe.ftl")));
        return KEY.matcher(page).results().map(key -> key.group(1)).collect(Collectors.toSet());
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
