package io.github.keycloakporter.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.settings.RealmAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.EventListenerProviderFactory;

/** The list of realm attributes holds what the code reads: an attribute that is missing there would be called unknown. */
class RealmAttributesTest {

    private static final Path ROOT = Path.of(System.getProperty("porter.root"));

    private static final Pattern READ =
            Pattern.compile("(?:_ATTRIBUTE = |realm\\.getAttribute\\()\\s*\"(porter\\.[^\"]+[^.\"])\"");

    private static final Pattern IN_REALM_FILE = Pattern.compile("\"(porter\\.[^\"]+)\":");

    @Test
    void everyAttributeThatTheCodeReadsIsKnown() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("providers"))) {
            List<String> read = files.filter(file -> file.toString().contains("/src/main/java/")
                            && file.toString().endsWith(".java"))
                    .flatMap(file -> matches(READ, file))
                    .toList();
            assertThat(read).contains("porter.mail.transports", "porter.brand.name");
            assertThat(RealmAttributes.known().keySet()).containsAll(read);
        }
    }

    @Test
    void soAreThoseOfTheShippedRealm() {
        List<String> shipped = matches(IN_REALM_FILE, ROOT.resolve("realm-config/porter-realm.json"))
                .toList();
        assertThat(shipped).isNotEmpty();
        assertThat(RealmAttributes.known().keySet()).containsAll(shipped);
    }

    /** The switches of notices, and no others, are on or off. */
    @Test
    void soAreTheSwitchesOfAllNotices() {
        List<String> switches = ServiceLoader.load(EventListenerProviderFactory.class).stream()
                .filter(provider -> provider.type().getName().startsWith("io.github.keycloakporter.notifications."))
                .flatMap(provider -> provider.get().getConfigMetadata().stream())
                .filter(option -> List.of("on", "off").contains(String.valueOf(option.getDefaultValue())))
                .map(option -> "porter.notice."
                        + option.getName()
                                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                                .toLowerCase(Locale.ROOT))
                .toList();
        assertThat(switches).contains("porter.notice.new-device", "porter.notice.take-back");
        assertThat(RealmAttributes.known().keySet().stream().filter(name -> name.startsWith("porter.notice.")))
                .containsExactlyInAnyOrderElementsOf(switches);
    }

    private static Stream<String> matches(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
