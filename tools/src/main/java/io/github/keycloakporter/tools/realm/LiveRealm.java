package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The running realm, and the changes that are found and perhaps made on it. */
final class LiveRealm {

    private final AdminApi api;
    private final String realm;
    private final Changes changes;
    private final Set<String> named = new TreeSet<>();

    LiveRealm(AdminApi api, String realm, Changes changes) {
        this.api = api;
        this.realm = "/" + AdminApi.segment(realm);
        this.changes = changes;
    }

    AdminApi api() {
        return api;
    }

    Changes changes() {
        return changes;
    }

    /** A path of the Admin REST API below the realm. */
    String path(String below) {
        return realm + below;
    }

    JsonNode get(String below) {
        return api.get(path(below));
    }

    /** Missing where there is nothing. */
    JsonNode find(String below) {
        return api.find(path(below)).orElse(MissingNode.getInstance());
    }

    /** Notes that the file has this thing. */
    void names(String kind, String name) {
        named.add(kind + "/" + name);
    }

    /** The kinds and names of all that the file has, once everything was compared. */
    Set<String> named() {
        return Set.copyOf(named);
    }

    /** The entries of a list by their names. */
    Map<String, JsonNode> byName(JsonNode list, String field) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        list.forEach(entry -> entries.put(entry.path(field).asText(), entry));
        return entries;
    }

    /**
     * Makes the live thing what the file says.
     *
     * @param live missing where there is none
     * @param collection where things of the kind are created
     * @param item where this one is updated, if it is there
     */
    void sync(String kind, String name, JsonNode live, JsonNode desired, String collection, String item) {
        names(kind, name);
        if (live.isMissingNode()) {
            changes.create(kind, name, desired, () -> api.post(path(collection), desired));
        } else {
            changes.update(kind, name, live, desired, () -> api.put(path(item), Difference.merged(live, desired)));
        }
    }

    /** The name of a thing in the file; an error where it has none. */
    static String nameOf(JsonNode entry, String field, String section) {
        String name = entry.path(field).asText();
        if (name.isEmpty()) {
            throw new ToolException("The realm file has an entry without '" + field + "' in " + section);
        }
        return name;
    }

    /** An object without some of its fields. */
    static ObjectNode without(JsonNode object, String... fields) {
        ObjectNode copy = ((ObjectNode) object).deepCopy();
        for (String field : fields) {
            copy.remove(field);
        }
        return copy;
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
