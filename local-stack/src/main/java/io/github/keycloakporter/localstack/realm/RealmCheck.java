package io.github.keycloakporter.localstack.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks every realm file of a directory against {@value #SNAPSHOT} and the placeholder table of its README. Finds unknown
 * provider ids, unknown aliases of flows and authenticator configs, malformed, undocumented or unused placeholders, and files
 * that Keycloak would not import.
 */
public final class RealmCheck {

    static final String SNAPSHOT = "known-providers.json";

    private static final String SUFFIX = "-realm.json";

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The argument is the directory. Prints one line for each finding; the exit code is 1 if there is any, 2 on misuse. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            System.err.println("Give the directory of the realm files");
            System.exit(2);
        }
        List<Finding> findings = new RealmCheck().check(Path.of(arguments[0]));
        findings.forEach(System.err::println);
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /**
     * Checks a directory.
     *
     * @return what is wrong, in the order of the files; empty if all is well
     * @throws IOException if the directory, its snapshot or its README cannot be read
     */
    public List<Finding> check(Path directory) throws IOException {
        KnownProviders known = KnownProviders.load(directory.resolve(SNAPSHOT));
        PlaceholderTable table = new PlaceholderTable(directory.resolve("README.md"));
        List<Finding> findings = new ArrayList<>();
        for (Path file : realmFiles(directory)) {
            try {
                JsonNode realm = json.readTree(file.toFile());
                List<JsonText> texts = JsonText.all(realm);
                findings.addAll(name(file, realm));
                table.check(file.toString(), texts);
                findings.addAll(new ProviderRules(known).check(file.toString(), texts));
                findings.addAll(FlowRules.check(known, file.toString(), realm));
            } catch (JsonProcessingException e) {
                findings.add(new Finding(
                        file.toString(),
                        "line " + e.getLocation().getLineNr(),
                        "is not JSON: " + e.getOriginalMessage()));
            }
        }
        findings.addAll(table.findings());
        return findings;
    }

    /** Keycloak refuses to start when a file is not named after the realm in it. */
    private static List<Finding> name(Path file, JsonNode realm) {
        String expected = realm.path("realm").asText() + SUFFIX;
        return file.getFileName().toString().equals(expected)
                ? List.of()
                : List.of(new Finding(file.toString(), "realm", "this realm's file must be named " + expected));
    }

    private static List<Path> realmFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IOException(directory + " holds no file named <realm>" + SUFFIX);
            }
            return found;
        }
    }
}
