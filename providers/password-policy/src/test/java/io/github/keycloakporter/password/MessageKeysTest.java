package io.github.keycloakporter.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.policy.PasswordPolicyProviderFactory;

/** The words and the code that asks for them, in every language: none is missing, none is left over. */
class MessageKeysTest {

    private static final Path MAIN = Path.of("src", "main");
    private static final Path RESOURCES = MAIN.resolve(Path.of("resources", "theme-resources"));
    private static final Pattern KEY = Pattern.compile("\"(porterPassword\\w*)\"");
    private static final String HELP = "passwordPoliciesHelp.";

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void everyLanguageSaysWhatTheCodeAsksFor(String language) throws IOException {
        Set<String> named = keysIn(MAIN.resolve("java"));
        named.addAll(keysIn(RESOURCES.resolve("templates")));
        named.addAll(policies());

        assertThat(words(language).stringPropertyNames()).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void everyValueIsAPattern(String language) throws IOException {
        Properties words = words(language);
        for (String key : words.stringPropertyNames()) {
            String value = words.getProperty(key);
            assertThat(value).as(key).isNotBlank().doesNotContain("'");
            assertThat(new MessageFormat(value, Locale.ROOT).format(new Object[] {12, 34}))
                    .as(key)
                    .doesNotContain("{");
        }
    }

    /** On forms the broken rules are told by lines: none may be a part of another. */
    @Test
    void noSentenceIsPartOfAnother() throws IOException {
        Set<String> rules = keysIn(MAIN.resolve("java"));
        rules.remove("porterPasswordRules");
        for (String language : List.of("en", "de", "fr", "es")) {
            Properties words = words(language);
            List<String> sentences = rules.stream().map(words::getProperty).toList();
            for (String one : sentences) {
                assertThat(sentences.stream().filter(other -> other.contains(one)))
                        .as(one)
                        .hasSize(1);
            }
        }
    }

    private static Set<String> policies() {
        return ServiceLoader.load(PasswordPolicyProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.getClass().getPackageName().startsWith("io.github.keycloakporter"))
                .map(factory -> HELP + factory.getId())
                .collect(Collectors.toSet());
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

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        Path file = RESOURCES.resolve(Path.of("messages", "messages_" + language + ".properties"));
        try (Reader in = Files.newBufferedReader(file)) {
            words.load(in);
        }
        return words;
    }
}
