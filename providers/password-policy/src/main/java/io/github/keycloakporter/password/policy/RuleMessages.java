package io.github.keycloakporter.password.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PolicyError;
import org.keycloak.representations.IDToken;
import org.keycloak.theme.Theme;

/**
 * Several broken rules as one error. Keycloak's pages and its Admin REST put a key into words each on its own way, but only one;
 * so the words are found here as they would find them, and travel as the parameter of a key that adds nothing.
 */
final class RuleMessages {

    private final Properties messages;
    private final Locale locale;
    private final String separator;

    private RuleMessages(Properties messages, Locale locale, String separator) {
        this.messages = messages;
        this.locale = locale;
        this.separator = separator;
    }

    /** @param user null before there is one */
    static RuleMessages of(KeycloakSession session, RealmModel realm, UserModel user) {
        try {
            if (session.getContext().getBearerToken() instanceof IDToken administrator) {
                // as AdminRoot.getMessages does
                String tag = administrator.getLocale();
                Locale locale = tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag);
                Theme theme = session.theme().getTheme(Theme.Type.ADMIN);
                return new RuleMessages(theme.getMessages(locale), locale, " ");
            }
            Locale locale = session.getContext().resolveLocale(user);
            Theme theme = session.theme().getTheme(Theme.Type.LOGIN);
            return new RuleMessages(theme.getEnhancedMessages(realm, locale), locale, "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The messages of the theme cannot be read", e);
        }
    }

    PolicyError joined(List<PolicyError> errors) {
        return new PolicyError(
                "porterPasswordRules",
                errors.stream().map(this::sentence).distinct().collect(Collectors.joining(separator)));
    }

    private String sentence(PolicyError error) {
        String pattern = messages.getProperty(error.getMessage(), error.getMessage());
        return new MessageFormat(pattern, locale).format(error.getParameters());
    }
}
