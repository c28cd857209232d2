package io.github.keycloakporter.password.rule;

import java.util.Map;

/** One thing that a password must be. */
public interface PasswordRule {

    boolean isMetBy(Candidate candidate);

    RuleMessage sentence();

    /**
     * The same rule as data for {@code porter-password.js}: {@code kind} and what the kind needs. Empty where only the
     * server can tell.
     */
    Map<String, Object> browserTest();

    /** Whether hardly anybody breaks it: such a rule is told only when somebody did. */
    default boolean isObvious() {
        return false;
    }

    /** Whether another server is asked: such a rule comes last, and only if all others are met. */
    default boolean asksElsewhere() {
        return false;
    }
}
