package io.github.keycloakporter.localstack.realm;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ids one server knows, by kind: an SPI's name, {@code theme/<type>}, {@code component/<type>}, {@code event-type},
 * {@code flow} (the built-in ones) or {@code flow-type}. Kept in a file, so that realm files can be checked without a server.
 *
 * @param keycloakVersion the server that was asked
 * @param known the ids by kind
 */
public record KnownProviders(String keycloakVersion, SortedMap<String, SortedSet<String>> known) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public KnownProviders {
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        known.forEach((kind, ids) -> copy.put(kind, new TreeSet<>(ids)));
        known = copy;
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IOException if the file is missing or not such a file
     */
    public static KnownProviders load(Path file) throws IOException {
        return JSON.readValue(file.toFile(), KnownProviders.class);
    }

    /** Writes one id a line, sorted, so that a change of the server reads well as a difference. */
    public void save(Path file) throws IOException {
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));
        Files.writeString(file, JSON.writer(lines).writeValueAsString(this) + "\n");
    }

    boolean has(String kind, String id) {
        return ids(kind).contains(id);
    }

    Set<String> ids(String kind) {
        return known.getOrDefault(kind, new TreeSet<>());
    }
}
