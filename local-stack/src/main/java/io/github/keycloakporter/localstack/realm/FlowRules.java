package io.github.keycloakporter.localstack.realm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Flows, their steps and configs name each other by alias; a step's provider must fit the flow it stands in. */
final class FlowRules {

    private static final List<String> BINDINGS = List.of(
            "browserFlow",
            "registrationFlow",
            "directGrantFlow",
            "resetCredentialsFlow",
            "clientAuthenticationFlow",
            "dockerAuthenticationFlow",
            "firstBrokerLoginFlow");

    private static final Set<String> REQUIREMENTS = Set.of("REQUIRED", "ALTERNATIVE", "CONDITIONAL", "DISABLED");

    private final KnownProviders known;
    private final String file;
    private final JsonNode realm;
    private final Set<String> flows;
    private final Set<String> configs;
    private final List<Finding> findings = new ArrayList<>();

    private FlowRules(KnownProviders known, String file, JsonNode realm) {
        this.known = known;
        this.file = file;
        this.realm = realm;
        this.flows = aliases("authenticationFlows");
        this.configs = aliases("authenticatorConfig");
    }

    static List<Finding> check(KnownProviders known, String file, JsonNode realm) {
        FlowRules rules = new FlowRules(known, file, realm);
        rules.flows();
        rules.bindings();
        return rules.findings;
    }

    private void flows() {
        JsonNode list = realm.path("authenticationFlows");
        for (int i = 0; i < list.size(); i++) {
            JsonNode steps = list.get(i).path("authenticationExecutions");
            for (int j = 0; j < steps.size(); j++) {
                step(
                        "authenticationFlows[" + i + "].authenticationExecutions[" + j + "]",
                        text(list.get(i), "providerId"),
                        steps.get(j));
            }
        }
    }

    private void step(String key, String flowType, JsonNode step) {
        boolean subFlow = step.hasNonNull("flowAlias");
        String authenticator = text(step, "authenticator");
        String kind = subFlow ? "form-authenticator" : kindOfStep(flowType);
        if (!authenticator.isEmpty() && !known.has(kind, authenticator)) {
            report(key + ".authenticator", ProviderRules.unknown(kind, authenticator, known));
        } else if (authenticator.isEmpty() && !subFlow) {
            report(key, "names neither an authenticator nor a flowAlias");
        }
        if (subFlow && !flows.contains(text(step, "flowAlias"))) {
            report(key + ".flowAlias", "no flow of this file has the alias \"" + text(step, "flowAlias") + "\"");
        }
        if (step.hasNonNull("authenticatorConfig") && !configs.contains(text(step, "authenticatorConfig"))) {
            report(
                    key + ".authenticatorConfig",
                    "no authenticatorConfig of this file has the alias \"" + text(step, "authenticatorConfig") + "\"");
        }
        if (!REQUIREMENTS.contains(text(step, "requirement"))) {
            report(key + ".requirement", "\"" + text(step, "requirement") + "\" is none of " + sorted(REQUIREMENTS));
        }
    }

    private void bindings() {
        for (String binding : BINDINGS) {
            requireFlow(binding, realm.path(binding));
        }
        JsonNode brokers = realm.path("identityProviders");
        for (int i = 0; i < brokers.size(); i++) {
            for (String binding : List.of("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias")) {
                requireFlow(
                        "identityProviders[" + i + "]." + binding,
                        brokers.get(i).path(binding));
            }
        }
    }

    /** A bound flow may be one of Keycloak's own: missing built-in flows are added on import. */
    private void requireFlow(String key, JsonNode alias) {
        if (!alias.asText("").isEmpty() && !flows.contains(alias.asText()) && !known.has("flow", alias.asText())) {
            report(
                    key,
                    "\"" + alias.asText() + "\" is neither a flow of this file nor one of Keycloak's own: "
                            + String.join(", ", known.ids("flow")));
        }
    }

    private static String kindOfStep(String flowType) {
        return switch (flowType) {
            case "form-flow" -> "form-action";
            case "client-flow" -> "client-authenticator";
            default -> "authenticator";
        };
    }

    private Set<String> aliases(String list) {
        Set<String> aliases = new HashSet<>();
        for (JsonNode entry : realm.path(list)) {
            if (!aliases.add(text(entry, "alias"))) {
                report(list, "the alias \"" + text(entry, "alias") + "\" is used twice");
            }
        }
        return aliases;
    }

    private void report(String key, String message) {
        findings.add(new Finding(file, key, message));
    }

    private static String text(JsonNode node, String field) {
        return Placeholders.withDefaults(node.path(field).asText(""));
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }
}
