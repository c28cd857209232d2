package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.ToolException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Authentication flows. Where only options, a description or one requirement differ, they are changed in place, in one call
 * each. Where the steps differ, a new flow is built beside the old one, everything that used the old one is bound to it, and
 * only then the old one is removed: at no time is a flow in use incomplete.
 */
final class Flows {

    private static final String KIND = "flow";
    private static final String NEW = " - replacement";
    private static final List<String> BINDINGS = List.of(
            "browserFlow",
            "registrationFlow",
            "directGrantFlow",
            "resetCredentialsFlow",
            "clientAuthenticationFlow",
            "dockerAuthenticationFlow",
            "firstBrokerLoginFlow");
    private static final List<String> PROVIDER_BINDINGS =
            List.of("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias");

    /**
     * A flow or subflow.
     *
     * @param id null for one of the file
     */
    private record Flow(
            String id, String alias, String providerId, String description, boolean builtIn, List<Step> steps) {

        String shape() {
            StringBuilder shape = new StringBuilder(alias + ":" + providerId);
            steps.forEach(step -> shape.append('|').append(step.shape()));
            return shape.append('.').toString();
        }

        List<Step> all() {
            List<Step> all = new ArrayList<>();
            steps.forEach(step -> {
                all.add(step);
                if (step.flow() != null) {
                    all.addAll(step.flow().all());
                }
            });
            return all;
        }

        List<Flow> flows() {
            List<Flow> all = new ArrayList<>(List.of(this));
            steps.stream()
                    .filter(step -> step.flow() != null)
                    .forEach(step -> all.addAll(step.flow().flows()));
            return all;
        }
    }

    /**
     * An execution.
     *
     * @param live as Keycloak lists it, or missing for one of the file
     * @param flow null for a single authenticator
     * @param config with {@code alias} and {@code config}; missing where it has none
     */
    private record Step(JsonNode live, String authenticator, String requirement, Flow flow, JsonNode config) {

        String shape() {
            return authenticator + (flow == null ? "" : "[" + flow.shape() + "]");
        }

        String name() {
            return flow == null ? authenticator : flow.alias();
        }
    }

    private final LiveRealm live;
    private final Map<String, JsonNode> flows = new HashMap<>();

    Flows(LiveRealm live) {
        this.live = live;
    }

    void sync(JsonNode file) {
        Map<String, JsonNode> desired = live.byName(file.path("authenticationFlows"), "alias");
        Map<String, JsonNode> configs = live.byName(file.path("authenticatorConfig"), "alias");
        if (desired.isEmpty()) {
            return;
        }
        refresh();
        for (JsonNode flow : file.path("authenticationFlows")) {
            String alias = LiveRealm.nameOf(flow, "alias", "authenticationFlows");
            if (flow.path("topLevel").asBoolean(true)) {
                live.names(KIND, alias);
                finishInterrupted(alias);
                sync(desired(alias, desired, configs));
            }
        }
    }

    /** The id of a flow with that alias; the text itself where there is none, as ids are taken too. */
    static String id(LiveRealm live, String alias) {
        for (JsonNode flow : live.get("/authentication/flows")) {
            if (flow.path("alias").asText().equals(alias)) {
                return flow.path("id").asText();
            }
        }
        return alias;
    }

    private void sync(Flow desired) {
        JsonNode old = flows.get(desired.alias());
        if (old == null) {
            live.changes().create(KIND, desired.alias(), describe(desired), () -> create(desired, ""));
            return;
        }
        Flow now = existing(old);
        List<Difference> differences = new ArrayList<>();
        if (!now.shape().equals(desired.shape())) {
            List<Difference> steps = Difference.between(describe(now), describe(desired));
            replace(now, desired, steps);
            return;
        }
        List<Step> before = now.all();
        List<Step> after = desired.all();
        int requirements = 0;
        for (int i = 0; i < after.size(); i++) {
            if (!before.get(i).requirement().equals(after.get(i).requirement())) {
                requirements++;
            }
            differences.addAll(named(
                    after.get(i).name(), Difference.between(comparable(before.get(i)), comparable(after.get(i)))));
        }
        if (requirements > 1 && !now.builtIn()) {
            replace(now, desired, differences);
            return;
        }
        if (!Objects.equals(now.description(), desired.description()) && !now.builtIn()) {
            differences.addAll(Difference.between(
                    LiveRealm.object().put("description", now.description()),
                    LiveRealm.object().put("description", desired.description())));
        }
        if (!differences.isEmpty()) {
            live.changes().update(KIND, desired.alias(), differences, () -> changeInPlace(now, desired));
        }
    }

    private void replace(Flow now, Flow desired, List<Difference> differences) {
        if (now.builtIn()) {
            throw new ToolException("The flow '" + now.alias()
                    + "' is Keycloak's own and its steps cannot be changed: give the one in the realm file"
                    + " another alias");
        }
        live.changes().replace(KIND, desired.alias(), differences, "built beside the old one, then bound", () -> {
            create(desired, NEW);
            refresh();
            rebind(now.id(), now.alias(), flows.get(desired.alias() + NEW));
            live.api().delete(live.path("/authentication/flows/" + now.id()));
            rename(desired.alias());
            refresh();
        });
    }

    private void changeInPlace(Flow now, Flow desired) {
        List<Step> before = now.all();
        List<Step> after = desired.all();
        for (int i = 0; i < after.size(); i++) {
            Step old = before.get(i);
            Step step = after.get(i);
            if (!old.requirement().equals(step.requirement())) {
                ObjectNode body = ((ObjectNode) old.live()).deepCopy().put("requirement", step.requirement());
                live.api()
                        .put(live.path("/authentication/flows/" + AdminApi.segment(now.alias()) + "/executions"), body);
            }
            if (!Difference.between(old.config(), step.config()).isEmpty()) {
                if (old.config().isMissingNode()) {
                    addConfig(old.live().path("id").asText(), step.config(), "");
                } else {
                    live.api()
                            .put(
                                    live.path("/authentication/config/"
                                            + old.config().path("id").asText()),
                                    Difference.merged(old.config(), step.config()));
                }
            }
        }
        if (!Objects.equals(now.description(), desired.description()) && !now.builtIn()) {
            JsonNode rep = live.get("/authentication/flows/" + now.id());
            live.api()
                    .put(
                            live.path("/authentication/flows/" + now.id()),
                            LiveRealm.without(rep, "authenticationExecutions")
                                    .put("description", desired.description()));
        }
    }

    /** Whatever step fails, what was made hangs together below the top, so that removing that removes it all. */
    private void create(Flow flow, String suffix) {
        live.api()
                .post(
                        live.path("/authentication/flows"),
                        LiveRealm.object()
                                .put("alias", flow.alias() + suffix)
                                .put("description", flow.description())
                                .put("providerId", flow.providerId())
                                .put("topLevel", true)
                                .put("builtIn", false));
        fill(flow, suffix);
    }

    private void fill(Flow flow, String suffix) {
        String executions = "/authentication/flows/" + AdminApi.segment(flow.alias() + suffix) + "/executions";
        for (Step step : flow.steps()) {
            String id;
            if (step.flow() == null) {
                id = live.api()
                        .post(
                                live.path(executions + "/execution"),
                                LiveRealm.object().put("provider", step.authenticator()));
            } else {
                String subflow = live.api()
                        .post(
                                live.path(executions + "/flow"),
                                LiveRealm.object()
                                        .put("alias", step.flow().alias() + suffix)
                                        .put("type", step.flow().providerId())
                                        .put("provider", step.authenticator())
                                        .put("description", step.flow().description()));
                id = execution(executions, "flowId", subflow).path("id").asText();
            }
            ObjectNode execution = (ObjectNode) execution(executions, "id", id);
            live.api().put(live.path(executions), execution.put("requirement", step.requirement()));
            if (!step.config().isMissingNode()) {
                addConfig(id, step.config(), suffix);
            }
            if (step.flow() != null) {
                fill(step.flow(), suffix);
            }
        }
    }

    private JsonNode execution(String executions, String field, String value) {
        for (JsonNode execution : live.get(executions)) {
            if (execution.path(field).asText().equals(value)) {
                return execution;
            }
        }
        throw new ToolException("Keycloak does not list the step that it has just made");
    }

    private void addConfig(String execution, JsonNode config, String suffix) {
        ObjectNode body = ((ObjectNode) config).deepCopy();
        body.put("alias", config.path("alias").asText() + suffix);
        live.api().post(live.path("/authentication/executions/" + execution + "/config"), body);
    }

    /** Whatever uses the old flow uses the new one from here on. The realm itself in one call. */
    private void rebind(String oldId, String oldAlias, JsonNode flow) {
        String alias = flow.path("alias").asText();
        ObjectNode realm = (ObjectNode) live.get("");
        long bound = BINDINGS.stream()
                .filter(binding -> realm.path(binding).asText().equals(oldAlias))
                .peek(binding -> realm.put(binding, alias))
                .count();
        if (bound > 0) {
            live.api().put(live.path(""), realm);
        }
        for (JsonNode client : live.get("/clients")) {
            ObjectNode overrides = LiveRealm.object();
            client.path("authenticationFlowBindingOverrides").properties().stream()
                    .filter(override -> override.getValue().asText().equals(oldId))
                    .forEach(override -> overrides.set(override.getKey(), flow.path("id")));
            if (!overrides.isEmpty()) {
                ObjectNode change = LiveRealm.object();
                change.set("authenticationFlowBindingOverrides", overrides);
                live.api().put(live.path("/clients/" + client.path("id").asText()), Difference.merged(client, change));
            }
        }
        for (JsonNode provider : live.get("/identity-provider/instances")) {
            ObjectNode changed = ((ObjectNode) provider).deepCopy();
            long uses = PROVIDER_BINDINGS.stream()
                    .filter(binding -> provider.path(binding).asText().equals(oldAlias))
                    .peek(binding -> changed.put(binding, alias))
                    .count();
            if (uses > 0) {
                live.api()
                        .put(
                                live.path("/identity-provider/instances/"
                                        + AdminApi.segment(
                                                provider.path("alias").asText())),
                                changed);
            }
        }
    }

    /** Takes the suffix off a new flow, its subflows and their options, once the old ones are gone. */
    private void rename(String alias) {
        refresh();
        Flow flow = existing(flows.get(alias + NEW));
        for (Flow part : flow.flows()) {
            JsonNode rep = live.get("/authentication/flows/" + part.id());
            live.api()
                    .put(
                            live.path("/authentication/flows/" + part.id()),
                            LiveRealm.without(rep, "authenticationExecutions")
                                    .put("alias", withoutSuffix(part.alias())));
        }
        for (Step step : flow.all()) {
            if (!step.config().isMissingNode()) {
                ObjectNode config = ((ObjectNode) step.config()).deepCopy();
                config.put("alias", withoutSuffix(config.path("alias").asText()));
                live.api()
                        .put(
                                live.path("/authentication/config/"
                                        + config.path("id").asText()),
                                config);
            }
        }
    }

    /** An apply that was interrupted leaves a new flow behind: what it began is ended or undone. */
    private void finishInterrupted(String alias) {
        JsonNode left = flows.get(alias + NEW);
        if (left == null) {
            return;
        }
        live.changes().replace(KIND, alias, List.of(), "an apply was interrupted here", () -> {
            if (flows.containsKey(alias)) {
                rebind(left.path("id").asText(), alias + NEW, flows.get(alias));
                live.api()
                        .delete(live.path(
                                "/authentication/flows/" + left.path("id").asText()));
            } else {
                rename(alias);
            }
            refresh();
        });
    }

    private void refresh() {
        flows.clear();
        flows.putAll(live.byName(live.get("/authentication/flows"), "alias"));
    }

    private Flow existing(JsonNode flow) {
        JsonNode executions = live.get(
                "/authentication/flows/" + AdminApi.segment(flow.path("alias").asText()) + "/executions");
        int[] next = {0};
        return existing(flow, executions, next, 0);
    }

    private Flow existing(JsonNode flow, JsonNode executions, int[] next, int level) {
        List<Step> steps = new ArrayList<>();
        while (next[0] < executions.size()
                && executions.get(next[0]).path("level").asInt() == level) {
            JsonNode execution = executions.get(next[0]++);
            Flow subflow = null;
            if (execution.path("authenticationFlow").asBoolean()) {
                JsonNode rep = live.get(
                        "/authentication/flows/" + execution.path("flowId").asText());
                subflow = existing(rep, executions, next, level + 1);
            }
            String config = execution.path("authenticationConfig").asText();
            steps.add(new Step(
                    execution,
                    execution.path("providerId").asText(),
                    execution.path("requirement").asText(),
                    subflow,
                    config.isEmpty() ? MissingNode.getInstance() : live.get("/authentication/config/" + config)));
        }
        return new Flow(
                flow.path("id").asText(),
                flow.path("alias").asText(),
                flow.path("providerId").asText(),
                flow.path("description").asText(),
                flow.path("builtIn").asBoolean(),
                steps);
    }

    private static Flow desired(String alias, Map<String, JsonNode> flows, Map<String, JsonNode> configs) {
        JsonNode flow = flows.get(alias);
        if (flow == null) {
            throw new ToolException("The realm file names the flow '" + alias + "' and does not have it");
        }
        List<JsonNode> executions = new ArrayList<>();
        flow.path("authenticationExecutions").forEach(executions::add);
        executions.sort(Comparator.comparingInt(
                (JsonNode execution) -> execution.path("priority").asInt()));
        List<Step> steps = new ArrayList<>();
        for (JsonNode execution : executions) {
            String config = execution.path("authenticatorConfig").asText();
            if (!config.isEmpty() && !configs.containsKey(config)) {
                throw new ToolException("The realm file's flow '" + alias + "' names the authenticatorConfig '" + config
                        + "' and the file does not have it");
            }
            String subflow = execution.path("flowAlias").asText();
            steps.add(new Step(
                    MissingNode.getInstance(),
                    execution.path("authenticator").asText(),
                    execution.path("requirement").asText(),
                    subflow.isEmpty() ? null : desired(subflow, flows, configs),
                    config.isEmpty() ? MissingNode.getInstance() : LiveRealm.without(configs.get(config), "id")));
        }
        return new Flow(
                null,
                alias,
                flow.path("providerId").asText(),
                flow.path("description").asText(),
                flow.path("builtIn").asBoolean(),
                steps);
    }

    /** What people compare: one line for each step. */
    private static ObjectNode describe(Flow flow) {
        ObjectNode node = LiveRealm.object();
        describe(flow, "", node.putArray("steps"));
        return node;
    }

    private static void describe(Flow flow, String indent, ArrayNode lines) {
        flow.steps().forEach(step -> {
            lines.add(indent + step.name() + " " + step.requirement());
            if (step.flow() != null) {
                describe(step.flow(), indent + "  ", lines);
            }
        });
    }

    private static ObjectNode comparable(Step step) {
        ObjectNode node = LiveRealm.object().put("requirement", step.requirement());
        if (!step.config().isMissingNode()) {
            node.set("config", step.config().path("config"));
            node.set("configAlias", step.config().path("alias"));
        }
        return node;
    }

    private static List<Difference> named(String step, List<Difference> differences) {
        return differences.stream()
                .map(difference -> new Difference(step + ": " + difference.path(), difference.from(), difference.to()))
                .toList();
    }

    private static String withoutSuffix(String alias) {
        return alias.endsWith(NEW) ? alias.substring(0, alias.length() - NEW.length()) : alias;
    }
}
