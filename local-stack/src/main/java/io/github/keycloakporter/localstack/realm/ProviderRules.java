package io.github.keycloakporter.localstack.realm;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which places of a realm file name a provider, and of which kind. */
final class ProviderRules {

    private static final Map<String, List<String>> KINDS = Map.ofEntries(
            entry("requiredActions[].providerId", List.of("required-action")),
            entry("users[].requiredActions[]", List.of("required-action")),
            entry("eventsListeners[]", List.of("eventsListener")),
            entry("enabledEventTypes[]", List.of("event-type")),
            entry("loginTheme", List.of("theme/login")),
            entry("emailTheme", List.of("theme/email")),
            entry("accountTheme", List.of("theme/account")),
            entry("adminTheme", List.of("theme/admin")),
            entry("clients[].attributes.login_theme", List.of("theme/login")),
            entry("clients[].protocol", List.of("login-protocol")),
            entry("clients[].clientAuthenticatorType", List.of("client-authenticator")),
            entry("clients[].protocolMappers[].protocolMapper", List.of("protocol-mapper")),
            entry("clientScopes[].protocol", List.of("login-protocol")),
            entry("clientScopes[].protocolMappers[].protocolMapper", List.of("protocol-mapper")),
            entry("clientProfiles.profiles[].executors[].executor", List.of("client-policy-executor")),
            entry("clientPolicies.policies[].conditions[].condition", List.of("client-policy-condition")),
            entry("identityProviders[].providerId", List.of("identity_provider", "social")),
            entry("identityProviderMappers[].identityProviderMapper", List.of("identity-provider-mapper")),
            entry("authenticationFlows[].providerId", List.of("flow-type")));

    private final KnownProviders known;

    ProviderRules(KnownProviders known) {
        this.known = known;
    }

    List<Finding> check(String file, List<JsonText> texts) {
        List<Finding> findings = new ArrayList<>();
        for (JsonText text : texts) {
            String value = Placeholders.withDefaults(text.value());
            if (text.key().equals("passwordPolicy")) {
                policies(value).forEach(id -> require(file, text, List.of("password-policy"), id, findings));
            } else {
                require(file, text, kinds(text), value, findings);
            }
        }
        return findings;
    }

    private void require(String file, JsonText text, List<String> kinds, String id, List<Finding> findings) {
        if (!kinds.isEmpty() && kinds.stream().noneMatch(kind -> known.has(kind, id))) {
            findings.add(new Finding(file, text.key(), unknown(String.join(" or ", kinds), id, known)));
        }
    }

    static String unknown(String kind, String id, KnownProviders known) {
        return "\"" + id + "\" is no " + kind + " that Keycloak " + known.keycloakVersion()
                + " with Porter knows: correct it, or refresh " + RealmCheck.SNAPSHOT;
    }

    /** A component's type is the name of the list it stands in, at any depth. */
    private static List<String> kinds(JsonText text) {
        List<String> path = text.path();
        if (path.get(0).equals("components")
                && path.size() >= 4
                && last(path, 1).equals("providerId")) {
            return List.of("component/" + last(path, 3));
        }
        return KINDS.getOrDefault(text.pattern(), List.of());
    }

    private static String last(List<String> path, int fromTheEnd) {
        return path.get(path.size() - fromTheEnd);
    }

    /** The ids of a policy such as {@code length(12) and digits(1)}, cut as {@code PasswordPolicy.Builder} does. */
    private static List<String> policies(String policy) {
        return policy.isBlank()
                ? List.of()
                : List.of(policy.split(" and ")).stream()
                        .map(part -> part.replaceFirst("\\(.*", "").strip())
                        .toList();
    }
}
