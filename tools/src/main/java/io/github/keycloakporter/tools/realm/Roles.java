package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Roles of the realm and of clients, what they are composed of, and groups with their roles. */
final class Roles {

    private final LiveRealm live;

    Roles(LiveRealm live) {
        this.live = live;
    }

    void sync(JsonNode roles) {
        for (JsonNode role : roles.path("realm")) {
            sync("role", "", "/roles", role);
        }
        forEachClient(roles, (client, container, role) -> sync("client role", client + "/", container, role));
        // once all of them are there
        for (JsonNode role : roles.path("realm")) {
            syncComposites("role", "", "/roles", role);
        }
        forEachClient(roles, (client, container, role) -> syncComposites("client role", client + "/", container, role));
    }

    void syncGroups(JsonNode groups, String parent) {
        for (JsonNode group : groups) {
            String name = LiveRealm.nameOf(group, "name", "groups");
            String path = parent + "/" + name;
            JsonNode old = group(live, path);
            JsonNode owner = parent.isEmpty() ? MissingNode.getInstance() : group(live, parent);
            live.sync(
                    "group",
                    path,
                    old,
                    LiveRealm.without(group, "id", "path", "realmRoles", "clientRoles", "subGroups"),
                    parent.isEmpty() ? "/groups" : "/groups/" + owner.path("id").asText() + "/children",
                    "/groups/" + old.path("id").asText());
            syncGroupRoles(path, group);
            syncGroups(group.path("subGroups"), path);
        }
    }

    private interface RoleWork {
        void accept(String client, String container, JsonNode role);
    }

    private void forEachClient(JsonNode roles, RoleWork work) {
        for (Map.Entry<String, JsonNode> client : roles.path("client").properties()) {
            String container = container(client.getKey());
            client.getValue().forEach(role -> work.accept(client.getKey(), container, role));
        }
    }

    /** Where the roles of a client are; the address leads nowhere while a plan is made for a client that is not there yet. */
    private String container(String client) {
        JsonNode found = Clients.find(live, client);
        if (found.isMissingNode() && live.changes().applies()) {
            throw new ToolException("The realm file has roles of the client '" + client + "', which is not there");
        }
        return found.isMissingNode() ? null : "/clients/" + found.path("id").asText() + "/roles";
    }

    private void sync(String kind, String prefix, String container, JsonNode role) {
        String name = LiveRealm.nameOf(role, "name", "roles");
        JsonNode old = role(container, name);
        live.sync(
                kind,
                prefix + name,
                old,
                LiveRealm.without(role, "id", "composites", "composite", "containerId", "clientRole"),
                container,
                "/roles-by-id/" + old.path("id").asText());
    }

    private void syncComposites(String kind, String prefix, String container, JsonNode role) {
        JsonNode composites = role.path("composites");
        if (composites.isMissingNode()) {
            return;
        }
        String name = role.path("name").asText();
        JsonNode old = role(container, name);
        String path = "/roles-by-id/" + old.path("id").asText() + "/composites";
        JsonNode now = old.isMissingNode() ? LiveRealm.array() : live.get(path);
        syncSet("parts of " + kind, prefix + name, path, now, composites.path("realm"), null);
        composites
                .path("client")
                .properties()
                .forEach(client ->
                        syncSet("parts of " + kind, prefix + name, path, now, client.getValue(), client.getKey()));
    }

    private void syncGroupRoles(String path, JsonNode desired) {
        JsonNode group = group(live, path);
        String mappings = "/groups/" + group.path("id").asText() + "/role-mappings";
        if (desired.has("realmRoles")) {
            JsonNode now = group.isMissingNode() ? LiveRealm.array() : live.get(mappings + "/realm");
            syncSet("roles of group", path, mappings + "/realm", now, desired.path("realmRoles"), null);
        }
        for (Map.Entry<String, JsonNode> client : desired.path("clientRoles").properties()) {
            JsonNode id = Clients.find(live, client.getKey()).path("id");
            String below = mappings + "/clients/" + id.asText();
            JsonNode now = group.isMissingNode() || id.isMissingNode() ? LiveRealm.array() : live.get(below);
            syncSet("roles of group", path, below, now, client.getValue(), client.getKey());
        }
    }

    /**
     * A set of roles of the realm, or of one client: exactly those that the file names.
     *
     * @param now those that are there, perhaps of others too
     * @param client null for roles of the realm
     */
    private void syncSet(String kind, String name, String path, JsonNode now, JsonNode desired, String client) {
        if (desired.isMissingNode()) {
            return;
        }
        JsonNode clientId = client == null
                ? MissingNode.getInstance()
                : Clients.find(live, client).path("id");
        Set<String> before = new TreeSet<>();
        for (JsonNode role : now) {
            boolean ofClient = role.path("clientRole").asBoolean();
            if (client == null
                    ? !ofClient
                    : ofClient && role.path("containerId").equals(clientId)) {
                before.add(role.path("name").asText());
            }
        }
        Set<String> after = new TreeSet<>();
        desired.forEach(role -> after.add(role.asText()));
        String field = client == null ? "realm" : client;
        ObjectNode from = LiveRealm.object();
        before.forEach(from.putArray(field)::add);
        ObjectNode to = LiveRealm.object();
        after.forEach(to.putArray(field)::add);
        live.changes().update(kind, name, from, to, () -> {
            String container = client == null ? "/roles" : container(client);
            ArrayNode added = roles(container, after, before);
            ArrayNode removed = roles(container, before, after);
            if (!added.isEmpty()) {
                live.api().post(live.path(path), added);
            }
            if (!removed.isEmpty()) {
                live.api().delete(live.path(path), removed);
            }
        });
    }

    private ArrayNode roles(String container, Set<String> names, Set<String> but) {
        ArrayNode roles = LiveRealm.array();
        names.stream().filter(name -> !but.contains(name)).forEach(name -> {
            JsonNode role = role(container, name);
            if (role.isMissingNode()) {
                throw new ToolException("there is no role '" + name + "'");
            }
            roles.add(role);
        });
        return roles;
    }

    private JsonNode role(String container, String name) {
        return container == null ? MissingNode.getInstance() : live.find(container + "/" + AdminApi.segment(name));
    }

    /** A group by its path; missing where there is none. */
    static JsonNode group(LiveRealm live, String path) {
        String encoded = Arrays.stream(path.substring(1).split("/"))
                .map(AdminApi::segment)
                .collect(Collectors.joining("/", "/", ""));
        JsonNode found = live.find("/group-by-path" + encoded);
        return found.isMissingNode()
                ? found
                : live.get("/groups/" + found.path("id").asText());
    }
}
