package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A realm file with its placeholders filled in, as Keycloak fills them while it imports the same file. */
final class RealmFile {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    /** What identifies the entries of a list, first match wins. */
    private static final List<String> NAMES = List.of("clientId", "alias", "name", "providerId");

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Path file;
    private final EnvironmentValues values;
    private final Set<String> used = new TreeSet<>();

    private RealmFile(Path file, EnvironmentValues values) {
        this.file = file;
        this.values = values;
    }

    /**
     * Reads it.
     *
     * @param overlay merged over the file: objects field by field, lists of named things by name, all else replaced; or null
     */
    static ObjectNode read(Path file, Path overlay, EnvironmentValues values) {
        RealmFile reader = new RealmFile(file, values);
        JsonNode realm = reader.tree(file);
        if (overlay != null) {
            realm = merge(realm, reader.tree(overlay));
        }
        JsonNode filled = reader.fill(realm, "");
        values.requireKnown(reader.used, file);
        if (!(filled instanceof ObjectNode object) || !object.path("realm").isTextual()) {
            throw new ToolException(file + " is no realm file: it has no field 'realm'");
        }
        return object;
    }

    private JsonNode tree(Path path) {
        try {
            return json.readTree(Files.readString(path));
        } catch (JsonProcessingException e) {
            throw new ToolException(
                    path + ", line " + e.getLocation().getLineNr() + ": no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ToolException(path + " cannot be read: " + ToolException.reason(e), e);
        }
    }

    private JsonNode fill(JsonNode node, String path) {
        if (node.isTextual()) {
            return TextNode.valueOf(fill(node.textValue(), path));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode filled = object.objectNode();
            object.properties()
                    .forEach(field -> filled.set(field.getKey(), fill(field.getValue(), path + "." + field.getKey())));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = array.arrayNode();
            array.forEach(entry -> filled.add(fill(entry, path + "[" + filled.size() + "]")));
            return filled;
        }
        return node;
    }

    private String fill(String text, String path) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2), path)));
    }

    private String value(String name, String usual, String path) {
        used.add(name);
        String value = values.get(name).orElse(usual);
        if (value == null) {
            throw new ToolException(
                    "Set " + name + ": " + file + " uses it at " + path.substring(1) + " and has no default");
        }
        if (value.contains("\"") || value.contains("\\") || value.lines().count() > 1) {
            throw new ToolException("The value of " + name
                    + " must hold no \", no \\ and no line break: Keycloak could not" + " import a file with it");
        }
        return value;
    }

    /** The base with what the overlay names in its place. */
    static JsonNode merge(JsonNode base, JsonNode overlay) {
        if (base instanceof ObjectNode object && overlay instanceof ObjectNode over) {
            ObjectNode merged = object.deepCopy();
            for (Map.Entry<String, JsonNode> field : over.properties()) {
                JsonNode old = merged.get(field.getKey());
                merged.set(field.getKey(), old == null ? field.getValue() : merge(old, field.getValue()));
            }
            return merged;
        }
        if (base instanceof ArrayNode list && overlay instanceof ArrayNode more && isNamed(list) && isNamed(more)) {
            ArrayNode merged = list.deepCopy();
            more.forEach(entry -> put(merged, entry));
            return merged;
        }
        return overlay;
    }

    private static void put(ArrayNode list, JsonNode entry) {
        for (int i = 0; i < list.size(); i++) {
            if (name(list.get(i)).equals(name(entry))) {
                list.set(i, merge(list.get(i), entry));
                return;
            }
        }
        list.add(entry);
    }

    private static boolean isNamed(ArrayNode list) {
        for (JsonNode entry : list) {
            if (name(entry).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static String name(JsonNode entry) {
        return NAMES.stream()
                .map(field -> entry.path(field).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
