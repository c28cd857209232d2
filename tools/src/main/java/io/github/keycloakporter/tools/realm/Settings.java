package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.RealmRepresentation;

/** What the realm itself has: switches, lifespans, email, attributes, events, texts, required actions, client policies. */
final class Settings {

    /** What other classes handle. */
    private static final Set<String> SECTIONS = Set.of(
            "realm",
            "id",
            "keycloakVersion",
            "requiredActions",
            "authenticationFlows",
            "authenticatorConfig",
            "clients",
            "clientScopes",
            "defaultDefaultClientScopes",
            "defaultOptionalClientScopes",
            "roles",
            "groups",
            "identityProviders",
            "identityProviderMappers",
            "components",
            "localizationTexts",
            "clientProfiles",
            "clientPolicies",
            "organizations");

    /** What this tool does not touch; a file that has it would look as if it did. */
    private static final Map<String, String> REFUSED = Map.of(
            "users",
            "accounts are never changed",
            "federatedUsers",
            "accounts are never changed",
            "defaultRole",
            "write what new users get as 'composites' of the role default-roles-<realm> in roles.realm",
            "defaultRoles",
            "write what new users get as 'composites' of the role default-roles-<realm> in roles.realm",
            "scopeMappings",
            "use the composites of roles",
            "clientScopeMappings",
            "use the composites of roles",
            "defaultGroups",
            "it is not supported",
            "privateKey",
            "keys are never changed",
            "publicKey",
            "keys are never changed",
            "workflows",
            "it is not supported");

    private final LiveRealm live;

    Settings(LiveRealm live) {
        this.live = live;
    }

    /** Fails where the file has what is not handled or what Keycloak does not know. */
    static void requireKnown(JsonNode file, JsonNode liveRealm) {
        Set<String> known = known();
        Set<String> unknown = new TreeSet<>();
        for (Map.Entry<String, JsonNode> field : file.properties()) {
            String name = field.getKey();
            String refused = REFUSED.get(name);
            if (refused != null && !field.getValue().isEmpty()) {
                throw new ToolException("Take '" + name + "' out of the realm file: " + refused);
            }
            if (!SECTIONS.contains(name) && !known.contains(name) && !liveRealm.has(name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new ToolException("The realm file has what Keycloak does not know: " + String.join(", ", unknown));
        }
    }

    void sync(JsonNode file) {
        ObjectNode desired = LiveRealm.object();
        file.properties().stream()
                .filter(field -> !SECTIONS.contains(field.getKey()) && !REFUSED.containsKey(field.getKey()))
                .forEach(field -> desired.set(field.getKey(), field.getValue()));
        JsonNode now = live.get("");
        // the whole of it: fields that are left out, such as the WebAuthn policies, would fall back to Keycloak's own
        // values
        live.changes().update("realm settings", "", now, desired, () -> live.api()
                .put(live.path(""), Difference.merged(live.get(""), desired)));
    }

    void syncRequiredActions(JsonNode actions) {
        if (actions.isEmpty()) {
            return;
        }
        String path = "/authentication/required-actions";
        Map<String, JsonNode> now = live.byName(live.get(path), "alias");
        for (JsonNode action : actions) {
            String alias = LiveRealm.nameOf(action, "alias", "requiredActions");
            String item = path + "/" + AdminApi.segment(alias);
            JsonNode old = now.get(alias);
            if (old == null) {
                live.changes().create("required action", alias, action, () -> {
                    live.api().post(live.path("/authentication/register-required-action"), action);
                    live.api().put(live.path(item), action);
                    writeConfig(item, action.path("config"));
                });
                continue;
            }
            ObjectNode merged = Difference.merged(old, action);
            live.changes().update("required action", alias, old, action, () -> {
                live.api().put(live.path(item), merged);
                if (!Difference.between(old.path("config"), action.path("config"))
                        .isEmpty()) {
                    writeConfig(item, merged.path("config"));
                }
            });
        }
    }

    /** Keycloak has the options of a required action at an address of their own. */
    private void writeConfig(String item, JsonNode config) {
        if (!config.isEmpty()) {
            ObjectNode body = LiveRealm.object();
            body.set("config", config);
            live.api().put(live.path(item + "/config"), body);
        }
    }

    void syncTexts(JsonNode texts) {
        for (Map.Entry<String, JsonNode> language : texts.properties()) {
            String path = "/localization/" + AdminApi.segment(language.getKey());
            JsonNode now = live.find(path);
            for (Map.Entry<String, JsonNode> text : language.getValue().properties()) {
                String name = language.getKey() + "/" + text.getKey();
                ObjectNode desired = LiveRealm.object();
                desired.set(text.getKey(), text.getValue());
                live.names("text", name);
                Runnable write = () -> live.api()
                        .putText(
                                live.path(path + "/" + AdminApi.segment(text.getKey())),
                                text.getValue().asText());
                if (now.has(text.getKey())) {
                    live.changes().update("text", name, now, desired, write);
                } else {
                    live.changes().create("text", name, desired, write);
                }
            }
        }
    }

    /**
     * Client profiles or policies: Keycloak takes all of them at once, so those that the file does not name go along.
     *
     * @param list {@code profiles} or {@code policies}
     */
    void syncClientPolicies(JsonNode desired, String kind, String list) {
        if (desired.path(list).isEmpty()) {
            return;
        }
        String path = "/client-policies/" + list;
        JsonNode now = live.get(path);
        Map<String, JsonNode> all = live.byName(now.path(list), "name");
        boolean differs = false;
        for (JsonNode entry : desired.path(list)) {
            String name = LiveRealm.nameOf(entry, "name", kind);
            JsonNode old = all.get(name);
            differs |= old == null || !Difference.between(old, entry).isEmpty();
            all.put(name, old == null ? entry : Difference.merged(old, entry));
        }
        if (differs) {
            ObjectNode body = LiveRealm.object();
            ArrayNode entries = body.putArray(list);
            all.values().forEach(entries::add);
            live.changes().update(kind, "", now, body, () -> live.api().put(live.path(path), body));
        }
    }

    private static Set<String> known() {
        ObjectMapper json = new ObjectMapper();
        BeanDescription bean = json.getSerializationConfig().introspect(json.constructType(RealmRepresentation.class));
        List<BeanPropertyDefinition> properties = bean.findProperties();
        return properties.stream().map(BeanPropertyDefinition::getName).collect(Collectors.toSet());
    }
}
