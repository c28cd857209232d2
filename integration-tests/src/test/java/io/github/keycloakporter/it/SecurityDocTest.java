package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.PorterStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md promises a test for what it claims: every test it names has to be there. */
class SecurityDocTest {

    private static final Pattern NAME = Pattern.compile("`(\\w+(?:IT|Test))(?:\\.(\\w+))?`");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Path root = PorterStack.root();
        String page = Files.readString(root.resolve("docs/security.md"));
        assertThat(NAME.matcher(page).results())
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        name -> assertThat(isThere(root, name)).as(name.group()).isTrue());
    }

    private static boolean isThere(Path root, MatchResult name) throws IOException {
        Optional<Path> file = find(root, name.group(1) + ".java");
        return file.isPresent()
                && (name.group(2) == null || Files.readString(file.get()).contains("void " + name.group(2) + "("));
    }

    private static Optional<Path> find(Path root, String file) throws IOException {
        try (Stream<Path> files = Files.walk(root, 12)) {
            return files.filter(path -> path.endsWith(file)).findFirst();
        }
    }
}
