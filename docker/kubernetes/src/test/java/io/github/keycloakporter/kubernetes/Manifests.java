package io.github.keycloakporter.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with manifests. Kubernetes' own objects are compared with the models of its Java client, which know every field
 * and refuse others; those of operators with the schemas in {@code schemas/}.
 */
final class Manifests {

    private static final Map<String, String> KUBERNETES = Map.of(
            "Deployment", "apps/v1",
            "Service", "v1",
            "PodDisruptionBudget", "policy/v1",
            "NetworkPolicy", "networking.k8s.io/v1");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Manifests() {}

    static List<JsonNode> read(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> problems(String yaml) {
        List<String> problems = new ArrayList<>();
        for (JsonNode manifest : read(yaml)) {
            String kind = manifest.path("kind").asText();
            String apiVersion = KUBERNETES.get(kind);
            if (apiVersion == null) {
                ofAnOperator(manifest, kind, problems);
            } else if (!apiVersion.equals(manifest.path("apiVersion").asText())) {
                problems.add(kind + ": apiVersion has to be " + apiVersion);
            } else {
                ofKubernetes("V1" + kind, kind, manifest, problems);
            }
        }
        return problems;
    }

    private static void ofAnOperator(JsonNode manifest, String kind, List<String> problems) {
        JsonSchema schema = schema(kind);
        if (schema == null) {
            problems.add("no schema for the kind '" + kind + "'");
            return;
        }
        schema.validate(manifest).forEach(message -> problems.add(kind + ": " + message.getMessage()));

        JsonNode spec = manifest.path("spec");
        // what these fields hold is described by Kubernetes
        ofKubernetes("V1ResourceRequirements", kind, spec.path("resources"), problems);
        spec.path("scheduling")
                .path("topologySpreadConstraints")
                .forEach(constraint -> ofKubernetes("V1TopologySpreadConstraint", kind, constraint, problems));
        JsonNode template = spec.path("unsupported").path("podTemplate").deepCopy();
        // the Operator names the container
        template.path("spec").path("containers").forEach(container -> ((com.fasterxml.jackson.databind.node.ObjectNode)
                        container)
                .put("name", "keycloak"));
        ofKubernetes("V1PodTemplateSpec", kind, template, problems);
    }

    private static JsonSchema schema(String kind) {
        try (InputStream schema = Manifests.class.getResourceAsStream("/schemas/" + kind + ".json")) {
            return schema == null
                    ? null
                    : JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ofKubernetes(String model, String kind, JsonNode part, List<String> problems) {
        if (part.isMissingNode()) {
            return;
        }
        JsonElement json = JsonParser.parseString(part.toString());
        try {
            Class<?> type = Class.forName("io.kubernetes.client.openapi.models." + model);
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            if (JSON.getGson().fromJson(json, type) == null) {
                problems.add(kind + ": empty");
            }
        } catch (InvocationTargetException e) {
            problems.add(kind + ": " + firstLine(e.getCause()));
        } catch (RuntimeException e) {
            problems.add(kind + ": " + firstLine(e));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstLine(Throwable failure) {
        return failure.getMessage().lines().findFirst().orElse("").replaceFirst(" JSON: .*", "");
    }
}
