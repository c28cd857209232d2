package io.github.keycloakporter.password.rule;

import java.util.List;

/**
 * What a rule asks for, in words of the reader's language: it is read before as well as after a password broke the rule.
 *
 * @param key of the message
 * @param parameters of the message
 */
public record Sentence(String key, List<Object> parameters) {

    public static Sentence of(String key, Object... parameters) {
        return new Sentence(key, List.of(parameters));
    }
}
