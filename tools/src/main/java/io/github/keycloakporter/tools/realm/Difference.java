package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One value of the file that the realm does not have.
 *
 * @param path as people write it: {@code smtpServer.host}
 * @param from what the realm has; missing where it has nothing
 * @param to what the file says
 */
record Difference(String path, JsonNode from, JsonNode to) {

    /** What Keycloak shows in place of a secret, and takes as "leave it as it is". */
    static final String MASK = "**********";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the file names and the realm has otherwise. What the file does not name is no difference. */
    static List<Difference> between(JsonNode live, JsonNode desired) {
        List<Difference> found = new ArrayList<>();
        compare("", live, desired, found);
        return List.copyOf(found);
    }

    /** The live object with what the desired one names in its place. */
    static ObjectNode merged(JsonNode live, JsonNode desired) {
        ObjectNode result = live instanceof ObjectNode object ? object.deepCopy() : ((ObjectNode) desired).objectNode();
        desired.properties().forEach(field -> {
            JsonNode old = result.get(field.getKey());
            boolean both = old instanceof ObjectNode && field.getValue() instanceof ObjectNode;
            result.set(field.getKey(), both ? merged(old, field.getValue()) : field.getValue());
        });
        return result;
    }

    /** Whether there is a masked secret in the live object that the desired one names: it cannot be compared. */
    static boolean hidesSecret(JsonNode live, JsonNode desired) {
        if (desired instanceof ObjectNode object) {
            return object.properties().stream()
                    .anyMatch(field -> hidesSecret(live.path(field.getKey()), field.getValue()));
        }
        return isMasked(live) && !isMasked(desired) && !isEmpty(desired);
    }

    /** The values themselves, but for those whose names say that they are secret. */
    @Override
    public String toString() {
        List<String> before = lines(from);
        List<String> after = lines(to);
        if (before.isEmpty() || after.isEmpty() || isSecret()) {
            return path + ": " + shown(from) + " → " + shown(to);
        }
        StringBuilder text = new StringBuilder(path + ":");
        before.stream().filter(line -> !after.contains(line)).forEach(line -> text.append("\n      - ")
                .append(line));
        after.stream().filter(line -> !before.contains(line)).forEach(line -> text.append("\n      + ")
                .append(line));
        return text.indexOf("\n") < 0 ? path + ": the order, now " + shown(to) : text.toString();
    }

    /** The entries of a list of plain values; empty for all else. */
    private static List<String> lines(JsonNode node) {
        return node.isArray() && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isTextual)
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of();
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("path", path);
        json.set(
                "from",
                isSecret() && !from.isMissingNode()
                        ? TextNode.valueOf(MASK)
                        : from.isMissingNode() ? json.nullNode() : from);
        json.set("to", isSecret() ? TextNode.valueOf(MASK) : to);
        return json;
    }

    private String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "(nothing)";
        }
        return isSecret() && !value.asText().startsWith("${vault.") ? MASK : value.toString();
    }

    private boolean isSecret() {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith("password")
                || name.endsWith("secret")
                || name.endsWith("credential")
                || name.contains("secret.")
                || name.endsWith("privatekey")
                || name.endsWith("api-key");
    }

    private static void compare(String path, JsonNode live, JsonNode desired, List<Difference> found) {
        if (desired instanceof ObjectNode object && !(live instanceof ArrayNode)) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                compare(
                        path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                        live.path(field.getKey()),
                        field.getValue(),
                        found);
            }
        } else if (!same(live, desired)) {
            found.add(new Difference(path, live, desired));
        }
    }

    private static boolean same(JsonNode live, JsonNode desired) {
        if (isEmpty(live) && isEmpty(desired) || isMasked(live) && !isVault(desired)) {
            return true;
        }
        if (live instanceof ArrayNode one && desired instanceof ArrayNode other) {
            return one.size() == other.size()
                    && (sorted(one).equals(sorted(other)) || inOrder(one, other) || isMasked(one.path(0)));
        }
        if (live instanceof ObjectNode && desired instanceof ObjectNode) {
            return between(live, desired).isEmpty();
        }
        return live.isValueNode() && desired.isValueNode() && live.asText().equals(desired.asText())
                || isJson(live) && isJson(desired) && parsed(live).equals(parsed(desired));
    }

    private static boolean inOrder(ArrayNode live, ArrayNode desired) {
        for (int i = 0; i < live.size(); i++) {
            if (!same(live.get(i), desired.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Lists of plain values are sets to Keycloak. */
    private static List<String> sorted(ArrayNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.isValueNode() ? entry.asText() : entry.toString())
                .sorted()
                .toList();
    }

    /** Keycloak forgets an empty text, an empty list and null alike. */
    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.asText().isEmpty())
                || (node.isContainerNode() && node.isEmpty());
    }

    private static boolean isMasked(JsonNode node) {
        return node.isTextual() && node.asText().equals(MASK)
                || node.isArray() && node.size() == 1 && isMasked(node.get(0));
    }

    /** Keycloak shows a vault expression as it stands, so one that is asked for and not shown is a difference. */
    private static boolean isVault(JsonNode node) {
        return node.isTextual() && node.asText().startsWith("${vault.")
                || node.isArray() && node.size() == 1 && isVault(node.get(0));
    }

    /** Some settings are JSON in a text, such as the user profile. */
    private static boolean isJson(JsonNode node) {
        return node.isTextual()
                && (node.asText().startsWith("{") || node.asText().startsWith("["));
    }

    private static JsonNode parsed(JsonNode node) {
        try {
            return JSON.readTree(node.asText());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
