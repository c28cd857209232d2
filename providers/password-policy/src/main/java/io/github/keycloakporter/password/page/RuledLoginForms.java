package io.github.keycloakporter.password.page;

import io.github.keycloakporter.password.policy.Person;
import io.github.keycloakporter.password.policy.RealmRules;
import io.github.keycloakporter.password.rule.PasswordRule;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.keycloak.forms.login.LoginFormsPages;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.theme.Theme;
import org.keycloak.util.JsonSerialization;

/**
 * Stock's pages, of which the two with a new password get the attribute {@code passwordRules}: what the realm asks of it, as
 * sentences and as data for {@code porter-password.js}. Every path to such a page leads through here, in any theme.
 */
final class RuledLoginForms extends FreeMarkerLoginFormsProvider {

    RuledLoginForms(KeycloakSession session) {
        super(session);
    }

    @Override
    protected void createCommonAttributes(
            Theme theme, Locale locale, Properties messages, UriBuilder uri, LoginFormsPages page) {
        super.createCommonAttributes(theme, locale, messages, uri, page);
        if (page == LoginFormsPages.REGISTER || page == LoginFormsPages.LOGIN_UPDATE_PASSWORD) {
            Person person = user == null ? Person.unknown() : Person.of(user);
            List<Map<String, Object>> rules = RealmRules.of(session, realm).rules(person).stream()
                    .map(rule -> asAttribute(rule, messages, locale))
                    .distinct()
                    .toList();
            attributes.put("passwordRules", rules);
        }
    }

    private Map<String, Object> asAttribute(PasswordRule rule, Properties messages, Locale locale) {
        FormMessage sentence = new FormMessage(
                null, rule.sentence().key(), rule.sentence().parameters().toArray());
        try {
            return Map.of(
                    "text", formatMessage(sentence, messages, locale),
                    "test", JsonSerialization.writeValueAsString(rule.browserTest()),
                    "quiet", rule.isObvious());
        } catch (IOException e) {
            throw new UncheckedIOException("A rule could not be written as JSON", e);
        }
    }
}
