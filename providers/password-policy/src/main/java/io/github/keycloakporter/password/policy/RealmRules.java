package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.rule.Candidate;
import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.password.rule.RuleMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/** Everything that a realm asks of a password, in the order of its policy string. */
public final class RealmRules {

    private final RealmModel realm;
    private final List<PasswordPolicyProvider> policies;

    private RealmRules(RealmModel realm, List<PasswordPolicyProvider> policies) {
        this.realm = realm;
        this.policies = policies;
    }

    public static RealmRules of(KeycloakSession session, RealmModel realm) {
        // Keycloak keeps the parsed policies in a HashMap; the text alone has the order
        String text = Objects.requireNonNullElse(realm.getPasswordPolicy().toString(), "");
        List<String> ids = List.of(text.split("(\\([^)]*\\))?( and |$)"));
        return new RealmRules(
                realm,
                realm.getPasswordPolicy().getPolicies().stream()
                        .sorted(Comparator.comparing(ids::indexOf))
                        .map(id -> session.getProvider(PasswordPolicyProvider.class, id))
                        .toList());
    }

    /** The rules that are told beforehand: ours. Stock's policies tell of themselves when broken. */
    public List<PasswordRule> rules(Person person) {
        return policies.stream()
                .filter(RulePolicy.class::isInstance)
                .flatMap(policy -> ((RulePolicy<?>) policy).rules(realm, person).stream())
                .toList();
    }

    /** @param stock asks a policy that is none of ours */
    List<PolicyError> broken(Person person, String password, Function<PasswordPolicyProvider, PolicyError> stock) {
        Candidate candidate = Candidate.of(password);
        List<PolicyError> errors = new ArrayList<>();
        List<PasswordRule> elsewhere = new ArrayList<>();
        for (PasswordPolicyProvider policy : policies) {
            if (policy instanceof RulePolicy<?> ours) {
                for (PasswordRule rule : ours.rules(realm, person)) {
                    if (rule.asksElsewhere()) {
                        elsewhere.add(rule);
                    } else if (!rule.isMetBy(candidate)) {
                        errors.add(error(rule));
                    }
                }
            } else {
                PolicyError error = stock.apply(policy);
                if (error != null) {
                    errors.add(error);
                }
            }
        }
        if (errors.isEmpty()) {
            elsewhere.stream()
                    .filter(rule -> !rule.isMetBy(candidate))
                    .map(RealmRules::error)
                    .forEach(errors::add);
        }
        return errors;
    }

    static PolicyError error(PasswordRule rule) {
        RuleMessage sentence = rule.sentence();
        return new PolicyError(sentence.key(), sentence.parameters().toArray());
    }
}
