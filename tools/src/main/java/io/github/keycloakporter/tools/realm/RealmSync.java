package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a running realm what the file says, or finds out what would have to change. What the file does not name is left alone;
 * only what this tool itself created, and notes in a realm attribute, may be removed.
 */
final class RealmSync {

    /** The realm attribute with what this tool created: a JSON list of kinds and names. */
    static final String CREATED = "realm-as-code.created";

    /** Protocol mappers and components go with what they belong to, or by hand: to remove a user federation removes users. */
    private static final Set<String> PRUNED = Set.of(
            "client",
            "client scope",
            "role",
            "client role",
            "group",
            "flow",
            "identity provider",
            "identity provider mapper",
            "organization",
            "text");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AdminApi api;
    private final ObjectNode file;
    private final String realm;
    private final Changes changes;
    private final boolean prune;
    private final LiveRealm live;

    /** @param prune whether what this tool created and the file no longer has is removed */
    RealmSync(AdminApi api, ObjectNode file, Changes changes, boolean prune) {
        this.api = api;
        this.file = file;
        this.realm = file.path("realm").asText();
        this.changes = changes;
        this.prune = prune;
        this.live = new LiveRealm(api, realm, changes);
    }

    /**
     * Compares, and where the changes are to be made, makes them.
     *
     * @return what this tool created, the file no longer has and nobody asked to remove
     */
    Set<String> run() {
        Optional<JsonNode> now = api.find("/" + AdminApi.segment(realm));
        Settings.requireKnown(file, now.orElse(LiveRealm.object()));
        if (now.isEmpty()) {
            // switched on with the other settings, once its flows are there
            ObjectNode empty = LiveRealm.object().put("realm", realm).put("enabled", false);
            changes.create("realm", realm, file, () -> api.post("", empty));
            if (!changes.applies()) {
                return Set.of();
            }
        }
        try {
            sync();
        } catch (ToolException e) {
            // what was made until here is this tool's own, too
            if (changes.applies()) {
                remember(owned());
            }
            throw e;
        }
        Set<String> owned = owned();
        Set<String> left = new TreeSet<>(owned);
        left.removeAll(live.named());
        if (prune) {
            left.forEach(this::remove);
            owned.removeAll(left);
            left.clear();
        }
        if (changes.applies()) {
            remember(owned);
        }
        return left;
    }

    private void sync() {
        Settings settings = new Settings(live);
        Clients clients = new Clients(live);
        Roles roles = new Roles(live);
        Providers providers = new Providers(live);
        clients.syncScopes(file.path("clientScopes"));
        clients.syncRealmScopes(file);
        new Flows(live).sync(file);
        settings.syncRequiredActions(file.path("requiredActions"));
        settings.sync(file);
        clients.sync(file.path("clients"));
        roles.sync(file.path("roles"));
        roles.syncGroups(file.path("groups"), "");
        providers.syncIdentityProviders(file);
        providers.syncComponents(file.path("components"));
        providers.syncOrganizations(file.path("organizations"));
        settings.syncTexts(file.path("localizationTexts"));
        settings.syncClientPolicies(file.path("clientProfiles"), "client profiles", "profiles");
        settings.syncClientPolicies(file.path("clientPolicies"), "client policies", "policies");
    }

    /** What this tool has created, until now and before. */
    private Set<String> owned() {
        Set<String> owned = created(live.get(""));
        owned.addAll(changes.created());
        owned.removeIf(thing -> !PRUNED.contains(thing.substring(0, thing.indexOf('/'))));
        return owned;
    }

    private void remember(Set<String> owned) {
        ObjectNode settings = (ObjectNode) live.get("");
        if (!created(settings).equals(owned)) {
            ArrayNode list = LiveRealm.array();
            owned.forEach(list::add);
            settings.withObject("/attributes").put(CREATED, list.toString());
            api.put(live.path(""), settings);
        }
    }

    private void remove(String thing) {
        int slash = thing.indexOf('/');
        String kind = thing.substring(0, slash);
        String name = thing.substring(slash + 1);
        Optional<String> path = address(kind, name);
        path.ifPresent(found -> changes.delete(kind, name, () -> api.delete(live.path(found))));
    }

    /** Where a thing is now; nothing where somebody has removed it already. */
    private Optional<String> address(String kind, String name) {
        String[] parts = name.split("/", 2);
        return switch (kind) {
            case "client" -> id("/clients/", Clients.find(live, name));
            case "client scope" -> listed("/client-scopes", "name", name, "/client-scopes/");
            case "role" -> id("/roles-by-id/", live.find("/roles/" + AdminApi.segment(name)));
            case "client role" -> {
                JsonNode client = Clients.find(live, parts[0]);
                yield client.isMissingNode()
                        ? Optional.empty()
                        : id(
                                "/roles-by-id/",
                                live.find("/clients/" + client.path("id").asText() + "/roles/"
                                        + AdminApi.segment(parts[1])));
            }
            case "group" -> id("/groups/", Roles.group(live, name));
            case "flow" -> listed("/authentication/flows", "alias", name, "/authentication/flows/");
            case "identity provider" -> {
                String path = "/identity-provider/instances/" + AdminApi.segment(name);
                yield live.find(path).isMissingNode() ? Optional.empty() : Optional.of(path);
            }
            case "identity provider mapper" -> {
                String mappers = "/identity-provider/instances/" + AdminApi.segment(parts[0]) + "/mappers";
                yield live.find(mappers).isMissingNode()
                        ? Optional.empty()
                        : listed(mappers, "name", parts[1], mappers + "/");
            }
            case "organization" -> id("/organizations/", Providers.organization(live, name));
            case "text" -> {
                String language = "/localization/" + AdminApi.segment(parts[0]);
                yield live.find(language).has(parts[1])
                        ? Optional.of(language + "/" + AdminApi.segment(parts[1]))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<String> listed(String list, String field, String name, String prefix) {
        JsonNode found = live.byName(live.get(list), field).get(name);
        return found == null ? Optional.empty() : id(prefix, found);
    }

    private static Optional<String> id(String prefix, JsonNode found) {
        return found.isMissingNode()
                ? Optional.empty()
                : Optional.of(prefix + found.path("id").asText());
    }

    private static Set<String> created(JsonNode realmSettings) {
        String text = realmSettings.path("attributes").path(CREATED).asText();
        Set<String> created = new TreeSet<>();
        if (!text.isEmpty()) {
            try {
                JSON.readTree(text).forEach(entry -> created.add(entry.asText()));
            } catch (JsonProcessingException e) {
                throw new ToolException(
                        "The realm attribute " + CREATED + " is not the list that this tool wrote: remove it", e);
            }
        }
        return created;
    }
}
