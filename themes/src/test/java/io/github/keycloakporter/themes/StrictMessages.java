package io.github.keycloakporter.themes;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.theme.beans.MessageFormatterMethod;

/** The server's msg(), but a key without words is an error instead of a key on the page. */
final class StrictMessages implements TemplateMethodModelEx {

    /** The name of keycloak.v2's language box, which no stock bundle has. */
    private static final String GAP_OF_STOCK = "languages";

    private final Properties messages;
    private final MessageFormatterMethod formatter;

    StrictMessages(Properties messages, Locale locale) {
        this.messages = messages;
        this.formatter = new MessageFormatterMethod(locale, messages);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object exec(List arguments) throws TemplateModelException {
        String key = arguments.get(0).toString();
        // An action may come from any extension: the pages cope with one that has no name.
        if (!messages.containsKey(key) && !key.startsWith("requiredAction.") && !key.equals(GAP_OF_STOCK)) {
            throw new TemplateModelException("No words for " + key);
        }
        return formatter.exec(arguments);
    }
}
