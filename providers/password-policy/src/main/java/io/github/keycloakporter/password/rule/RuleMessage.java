package io.github.keycloakporter.password.rule;

import java.util.List;

/**
 * What a rule asks for, in words of the reader's language: it is read before as well as after a password broke the rule.
 *
 * @param key of the message
 * @param parameters of the message
 */
public record RuleMessage(String key, List<Object> parameters) {

    public static RuleMessage of(String key, Object... parameters) {
        return new RuleMessage(key, List.of(parameters));
    }
}
