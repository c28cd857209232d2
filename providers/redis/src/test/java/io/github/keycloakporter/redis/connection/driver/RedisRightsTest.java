package io.github.keycloakporter.redis.connection.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A command that is used but not tried at the start would fail at its first use. */
class RedisRightsTest {

    private static final Path MAIN = Path.of("src", "main");
    private static final Pattern IN_SCRIPTS = Pattern.compile("call\\('([A-Z]+)'");
    private static final Pattern IN_JAVA =
            Pattern.compile("(?:commands -> commands|redis -> redis|commands\\(\\))\\s*\\.(?:<[^>]*>)?(\\w+)\\(");

    @Test
    void everyCommandThatIsUsedIsTried() throws IOException {
        Set<String> used = new TreeSet<>();
        used.addAll(found(MAIN.resolve("resources"), ".lua", IN_SCRIPTS));
        used.addAll(found(MAIN.resolve("java"), ".java", IN_JAVA));
        used.removeAll(List.of("DISPATCH", "INFO"));

        assertThat(used).contains("GETDEL", "MGET", "TIME", "EVALSHA");
        assertThat(RedisRights.TRIALS).extracting(trial -> trial.get(0)).containsAll(used);
    }

    private static List<String> found(Path folder, String suffix, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .map(RedisRightsTest::text)
                    .flatMap(text -> pattern.matcher(text).results())
                    .map((MatchResult match) -> match.group(1).toUpperCase(Locale.ROOT))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
