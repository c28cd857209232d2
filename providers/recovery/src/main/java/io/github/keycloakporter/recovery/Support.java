package io.github.keycloakporter.recovery;

import org.keycloak.models.RealmModel;

/** Where users of a realm get help: its attribute {@code porter.mail.support}, the one that stands in the mails. */
final class Support {

    private static final String ATTRIBUTE = "porter.mail.support";

    private Support() {}

    /** Empty where the realm names none. */
    static String text(RealmModel realm) {
        String text = realm.getAttribute(ATTRIBUTE);
        return text == null ? "" : text.trim();
    }
}
