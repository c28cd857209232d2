package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What differs between file and realm. Applied at once, one after the other, or only noted, for a plan. */
final class Changes {

    /** What becomes of a thing. */
    enum Action {
        CREATE("+"),
        UPDATE("~"),
        REPLACE("±"),
        DELETE("-");

        private final String sign;

        Action(String sign) {
            this.sign = sign;
        }
    }

    /**
     * One change.
     *
     * @param kind such as {@code client}
     * @param note what a reader has to know besides, or an empty string
     */
    record Change(Action action, String kind, String name, List<Difference> differences, String note) {

        String text() {
            StringBuilder text = new StringBuilder(action.sign + " " + kind + (name.isEmpty() ? "" : " '" + name + "'")
                    + (note.isEmpty() ? "" : " (" + note + ")"));
            differences.forEach(difference -> text.append("\n    ").append(difference));
            return text.toString();
        }

        ObjectNode json(ObjectMapper json) {
            ObjectNode change = json.createObjectNode();
            change.put("action", action.name().toLowerCase(Locale.ROOT))
                    .put("kind", kind)
                    .put("name", name);
            if (!note.isEmpty()) {
                change.put("note", note);
            }
            ArrayNode list = change.putArray("differences");
            differences.forEach(difference -> list.add(difference.json()));
            return change;
        }
    }

    private final boolean apply;
    private final boolean writeSecrets;
    private final Consumer<Change> listener;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> created = new TreeSet<>();

    /**
     * @param apply whether changes are made
     * @param writeSecrets whether what has a masked secret is written even if nothing else differs
     * @param listener is told each change before it is made
     */
    Changes(boolean apply, boolean writeSecrets, Consumer<Change> listener) {
        this.apply = apply;
        this.writeSecrets = writeSecrets;
        this.listener = listener;
    }

    boolean applies() {
        return apply;
    }

    List<Change> all() {
        return List.copyOf(changes);
    }

    /** The kinds and names of what was made: {@code client/demo-app}. */
    Set<String> created() {
        return Set.copyOf(created);
    }

    void create(String kind, String name, JsonNode body, Runnable work) {
        make(new Change(Action.CREATE, kind, name, Difference.between(missing(body), body), ""), work);
        created.add(kind + "/" + name);
    }

    /** Made where the desired values are not the live ones. */
    boolean update(String kind, String name, JsonNode live, JsonNode desired, Runnable work) {
        List<Difference> differences = Difference.between(live, desired);
        boolean secret = writeSecrets && Difference.hidesSecret(live, desired);
        if (differences.isEmpty() && !secret) {
            return false;
        }
        make(new Change(Action.UPDATE, kind, name, differences, secret ? "writes its secret again" : ""), work);
        return true;
    }

    void update(String kind, String name, List<Difference> differences, Runnable work) {
        make(new Change(Action.UPDATE, kind, name, differences, ""), work);
    }

    void replace(String kind, String name, List<Difference> differences, String note, Runnable work) {
        make(new Change(Action.REPLACE, kind, name, differences, note), work);
    }

    void delete(String kind, String name, Runnable work) {
        make(new Change(Action.DELETE, kind, name, List.of(), ""), work);
    }

    private void make(Change change, Runnable work) {
        changes.add(change);
        listener.accept(change);
        if (apply) {
            try {
                work.run();
            } catch (ToolException e) {
                throw new ToolException(
                        "The " + change.kind() + " '" + change.name() + "' could not be changed: " + e.getMessage()
                                + ". Changes before it were made; run apply again when this is mended",
                        e);
            }
        }
    }

    private static JsonNode missing(JsonNode body) {
        return body.isObject() ? ((ObjectNode) body).objectNode() : MissingNode.getInstance();
    }
}
