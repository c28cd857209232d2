package io.github.keycloakporter.notifications.notice;

import java.util.Locale;
import org.keycloak.email.EmailException;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The language of a notice: the owner's own, or the realm's. Never that of the browser it came from, which Keycloak would
 * take first: an intruder could choose one that the owner does not read.
 */
record OwnersLanguage(KeycloakSession session, RealmModel realm) {

    /** What writes a mail. */
    @FunctionalInterface
    interface Writing {
        void write(Locale locale) throws EmailException;
    }

    void during(UserModel owner, Writing writing) throws EmailException {
        KeycloakContext context = session.getContext();
        AuthenticationSessionModel browser = context.getAuthenticationSession();
        Object before = session.getAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE);
        context.setAuthenticationSession(null);
        session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, tag(owner));
        try {
            writing.write(context.resolveLocale(owner, true));
        } finally {
            context.setAuthenticationSession(browser);
            if (before == null) {
                session.removeAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE);
            } else {
                session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, before);
            }
        }
    }

    private String tag(UserModel owner) {
        String own = owner.getFirstAttribute(UserModel.LOCALE);
        if (own != null && realm.getSupportedLocalesStream().anyMatch(own::equals)) {
            return own;
        }
        return realm.getDefaultLocale() == null ? Locale.ENGLISH.toLanguageTag() : realm.getDefaultLocale();
    }
}
