package io.github.keycloakporter.localstack.realm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One text value of a JSON document and the way to it.
 *
 * @param path the field names and, in square brackets, the places in lists from the root down
 * @param value the text
 */
record JsonText(List<String> path, String value) {

    /** Every text value below a node, in the order of the file. */
    static List<JsonText> all(JsonNode root) {
        List<JsonText> found = new ArrayList<>();
        walk(root, List.of(), found);
        return found;
    }

    /** As people write it: {@code clients[0].protocol}. */
    String key() {
        return String.join(".", path).replace(".[", "[");
    }

    /** The same for every entry of a list: {@code clients[].protocol}. */
    String pattern() {
        return key().replaceAll("\\[\\d+]", "[]");
    }

    private static void walk(JsonNode node, List<String> path, List<JsonText> found) {
        if (node.isTextual()) {
            found.add(new JsonText(path, node.textValue()));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            walk(field.getValue(), below(path, field.getKey()), found);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), below(path, "[" + i + "]"), found);
        }
    }

    private static List<String> below(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
