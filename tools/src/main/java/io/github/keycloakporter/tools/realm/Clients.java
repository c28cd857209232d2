package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Clients and client scopes, with their mappers. */
final class Clients {

    private static final List<String> ASSIGNED = List.of("default", "optional");

    private final LiveRealm live;

    Clients(LiveRealm live) {
        this.live = live;
    }

    void syncScopes(JsonNode scopes) {
        if (scopes.isEmpty()) {
            return;
        }
        Map<String, JsonNode> now = scopes();
        for (JsonNode scope : scopes) {
            String name = LiveRealm.nameOf(scope, "name", "clientScopes");
            JsonNode old = now.getOrDefault(name, MissingNode.getInstance());
            String item = "/client-scopes/" + old.path("id").asText();
            if (old.isMissingNode()) {
                live.sync("client scope", name, old, LiveRealm.without(scope, "id"), "/client-scopes", item);
            } else {
                live.sync("client scope", name, old, LiveRealm.without(scope, "id", "protocolMappers"), "", item);
                syncMappers(name, item, old, scope);
            }
        }
    }

    /** The scopes that new clients get. */
    void syncRealmScopes(JsonNode file) {
        for (String kind : ASSIGNED) {
            JsonNode desired =
                    file.path("default" + (kind.equals("default") ? "Default" : "Optional") + "ClientScopes");
            if (!desired.isMissingNode()) {
                assign(kind + " scopes of new clients", "", "/default-" + kind + "-client-scopes", desired);
            }
        }
    }

    void sync(JsonNode clients) {
        for (JsonNode client : clients) {
            String name = LiveRealm.nameOf(client, "clientId", "clients");
            if (client.has("authorizationSettings")) {
                throw new ToolException("Take 'authorizationSettings' of the client '" + name
                        + "' out of the realm file: it is not supported");
            }
            JsonNode old = find(live, name);
            ObjectNode desired = LiveRealm.without(client, "id");
            if (client.has("authenticationFlowBindingOverrides")) {
                ObjectNode overrides = desired.putObject("authenticationFlowBindingOverrides");
                client.path("authenticationFlowBindingOverrides")
                        .properties()
                        .forEach(flow -> overrides.put(
                                flow.getKey(), Flows.id(live, flow.getValue().asText())));
            }
            if (old.isMissingNode()) {
                live.sync("client", name, old, desired, "/clients", "");
                continue;
            }
            String item = "/clients/" + old.path("id").asText();
            live.sync(
                    "client",
                    name,
                    old,
                    LiveRealm.without(desired, "protocolMappers", "defaultClientScopes", "optionalClientScopes"),
                    "",
                    item);
            syncMappers(name, item, old, client);
            for (String kind : ASSIGNED) {
                if (client.has(kind + "ClientScopes")) {
                    assign(
                            kind + " scopes of client",
                            name,
                            item + "/" + kind + "-client-scopes",
                            client.path(kind + "ClientScopes"));
                }
            }
        }
    }

    /** The client; missing where there is none. */
    static JsonNode find(LiveRealm live, String clientId) {
        JsonNode found = live.get("/clients" + AdminApi.query(Map.of("clientId", clientId)));
        return found.isEmpty() ? MissingNode.getInstance() : found.get(0);
    }

    private void syncMappers(String owner, String item, JsonNode old, JsonNode desired) {
        String path = item + "/protocol-mappers/models";
        Map<String, JsonNode> now = live.byName(old.path("protocolMappers"), "name");
        for (JsonNode mapper : desired.path("protocolMappers")) {
            String name = LiveRealm.nameOf(mapper, "name", "protocolMappers of " + owner);
            JsonNode before = now.getOrDefault(name, MissingNode.getInstance());
            live.sync(
                    "protocol mapper",
                    owner + "/" + name,
                    before,
                    LiveRealm.without(mapper, "id"),
                    path,
                    path + "/" + before.path("id").asText());
        }
    }

    /** A list of scopes by name: exactly those that the file names. */
    private void assign(String kind, String name, String path, JsonNode desired) {
        Set<String> before = new TreeSet<>();
        live.get(path).forEach(scope -> before.add(scope.path("name").asText()));
        Set<String> after = new TreeSet<>();
        desired.forEach(scope -> after.add(scope.asText()));
        ObjectNode from = LiveRealm.object();
        before.forEach(from.putArray("scopes")::add);
        ObjectNode to = LiveRealm.object();
        after.forEach(to.putArray("scopes")::add);
        live.changes().update(kind, name, from, to, () -> {
            Map<String, JsonNode> scopes = scopes();
            for (String scope : after) {
                if (!scopes.containsKey(scope)) {
                    throw new ToolException("there is no client scope '" + scope + "'");
                }
            }
            after.stream().filter(scope -> !before.contains(scope)).forEach(scope -> live.api()
                    .put(live.path(path + "/" + scopes.get(scope).path("id").asText()), LiveRealm.object()));
            before.stream().filter(scope -> !after.contains(scope)).forEach(scope -> live.api()
                    .delete(live.path(path + "/" + scopes.get(scope).path("id").asText())));
        });
    }

    private Map<String, JsonNode> scopes() {
        return live.byName(live.get("/client-scopes"), "name");
    }
}
