package io.github.keycloakporter.recovery;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.RealmModel;

/** Where users of a realm get help: its attribute {@code porter.mail.support}, the one that stands in the mails. */
public final class Support {

    private static final String ATTRIBUTE = "porter.mail.support";

    private Support() {}

    /** A sentence in the language of the page. */
    public static String sentence(LoginFormsProvider form, RealmModel realm) {
        String contact = realm.getAttribute(ATTRIBUTE);
        return contact == null || contact.isBlank()
                ? form.getMessage("porterSupportFallback")
                : form.getMessage("porterSupportAt", contact.trim());
    }
}
