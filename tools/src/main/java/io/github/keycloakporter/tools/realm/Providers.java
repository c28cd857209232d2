package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.Map;

/** Identity providers with their mappers, components such as the user profile and user federation, organizations. */
final class Providers {

    private static final String KEYS = "org.keycloak.keys.KeyProvider";

    private final LiveRealm live;

    Providers(LiveRealm live) {
        this.live = live;
    }

    void syncIdentityProviders(JsonNode file) {
        String path = "/identity-provider/instances";
        for (JsonNode provider : file.path("identityProviders")) {
            String alias = LiveRealm.nameOf(provider, "alias", "identityProviders");
            String item = path + "/" + AdminApi.segment(alias);
            live.sync(
                    "identity provider", alias, live.find(item), LiveRealm.without(provider, "internalId"), path, item);
        }
        for (JsonNode mapper : file.path("identityProviderMappers")) {
            String alias = LiveRealm.nameOf(mapper, "identityProviderAlias", "identityProviderMappers");
            String name = LiveRealm.nameOf(mapper, "name", "identityProviderMappers");
            String mappers = path + "/" + AdminApi.segment(alias) + "/mappers";
            JsonNode list = live.find(mappers);
            JsonNode old = (list.isMissingNode() ? Map.<String, JsonNode>of() : live.byName(list, "name"))
                    .getOrDefault(name, MissingNode.getInstance());
            live.sync(
                    "identity provider mapper",
                    alias + "/" + name,
                    old,
                    LiveRealm.without(mapper, "id"),
                    mappers,
                    mappers + "/" + old.path("id").asText());
        }
    }

    void syncComponents(JsonNode components) {
        if (!components.isEmpty()) {
            syncComponents(components, live.get("").path("id").asText(), "");
        }
    }

    /** @param parentId null where the parent is not there yet and only a plan is made */
    private void syncComponents(JsonNode components, String parentId, String parentName) {
        for (Map.Entry<String, JsonNode> type : components.properties()) {
            if (type.getKey().equals(KEYS)) {
                throw new ToolException("Take components." + KEYS + " out of the realm file: keys are never changed");
            }
            for (JsonNode component : type.getValue()) {
                sync(type.getKey(), component, parentId, parentName);
            }
        }
    }

    private void sync(String type, JsonNode component, String parentId, String parentName) {
        String provider = LiveRealm.nameOf(component, "providerId", "components." + type);
        String name = component.path("name").asText(provider);
        JsonNode old = component(type, provider, component.path("name").asText(), parentId);
        String label = parentName + name + (name.equals(provider) ? "" : " (" + provider + ")");
        ObjectNode desired = LiveRealm.without(component, "id", "subComponents");
        desired.put("providerType", type);
        if (old.isMissingNode() && parentId != null) {
            desired.put("parentId", parentId);
        }
        live.sync(
                "component",
                label,
                old,
                desired,
                "/components",
                "/components/" + old.path("id").asText());
        JsonNode below = component.path("subComponents");
        if (!below.isEmpty()) {
            JsonNode now = component(type, provider, component.path("name").asText(), parentId);
            syncComponents(below, now.isMissingNode() ? null : now.path("id").asText(), name + "/");
        }
    }

    private JsonNode component(String type, String provider, String name, String parentId) {
        if (parentId == null) {
            return MissingNode.getInstance();
        }
        for (JsonNode found : live.get("/components" + AdminApi.query(Map.of("type", type, "parent", parentId)))) {
            boolean sameName = name.isEmpty() || found.path("name").asText().equals(name) || !found.hasNonNull("name");
            if (sameName && found.path("providerId").asText().equals(provider)) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }

    void syncOrganizations(JsonNode organizations) {
        for (JsonNode organization : organizations) {
            String alias = LiveRealm.nameOf(organization, "alias", "organizations");
            for (String refused : new String[] {"members", "identityProviders", "groups"}) {
                if (!organization.path(refused).isEmpty()) {
                    throw new ToolException("Take '" + refused + "' of the organization '" + alias
                            + "' out of the realm file: it is not supported");
                }
            }
            JsonNode old = organization(live, alias);
            live.sync(
                    "organization",
                    alias,
                    old,
                    LiveRealm.without(organization, "id", "members", "identityProviders", "groups"),
                    "/organizations",
                    "/organizations/" + old.path("id").asText());
        }
    }

    static JsonNode organization(LiveRealm live, String alias) {
        JsonNode all = live.find("/organizations?briefRepresentation=false&max=1000");
        for (JsonNode organization : all) {
            if (organization.path("alias").asText().equals(alias)) {
                return organization;
            }
        }
        return MissingNode.getInstance();
    }
}
