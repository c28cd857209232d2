package io.github.keycloakporter.verification;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the pages and the code that asks for them: none is missing, none is left over. */
class MessageKeysTest {

    private static final Path MAIN = Path.of("src", "main");
    private static final Path RESOURCES = MAIN.resolve(Path.of("resources", "theme-resources"));
    private static final Pattern KEY = Pattern.compile("\"(porter[A-Z]\\w*)\"");

    /** Keys that templates put together from a state or purpose and a suffix; the rendering tests ask for each. */
    private static final List<String> COMPOSED = List.of("porterLink", "porterDead", "porterMethod.");

    @Test
    void everyKeyTheCodeNamesHasWords() throws IOException {
        assertThat(words()).containsAll(keysIn(MAIN.resolve("java")));
    }

    @Test
    void noWordsAreLeftOver() throws IOException {
        Set<String> named = keysIn(MAIN.resolve("java"));
        named.addAll(keysIn(RESOURCES.resolve("templates")));
        Set<String> left = words();
        left.removeAll(named);
        left.removeIf(key -> COMPOSED.stream().anyMatch(key::startsWith));
        // a wait has two forms, see RetryDelay
        left.removeIf(key -> named.contains(key.replaceAll("Minutes$", "")));
        assertThat(left).isEmpty();
    }

    private static Set<String> keysIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Set<String> keys = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                KEY.matcher(Files.readString(file)).results().forEach(key -> keys.add(key.group(1)));
            }
            return keys;
        }
    }

    private static Set<String> words() throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(RESOURCES.resolve(Path.of("messages", "messages_en.properties")))) {
            words.load(in);
        }
        return words.stringPropertyNames().stream()
                .filter(key -> key.startsWith("porter"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
