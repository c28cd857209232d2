package io.github.keycloakporter.password.list;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Builds a prebuilt list out of a text with one password a line, the most common first. Run by {@code
 * scripts/password-list.sh}.
 */
public final class PasswordListBuilder {

    private PasswordListBuilder() {}

    /** @param arguments the text, the list to write, the least length, the most entries */
    public static void main(String[] arguments) throws IOException {
        build(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
    }

    static PasswordList build(Path text, Path file, int minimumLength, int most) throws IOException {
        PasswordList list;
        try (Stream<String> lines = Files.lines(text)) {
            Stream<String> entries = lines.map(String::strip)
                    .map(PasswordList::folded)
                    .filter(line -> line.length() >= minimumLength)
                    .distinct()
                    .limit(most);
            list = PasswordList.of(minimumLength, entries);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            PasswordListFile.write(list, out);
        }
        return list;
    }
}
