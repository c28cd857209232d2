package io.github.keycloakporter.verification.link;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.util.LocaleUtil;

/**
 * The language of a link's pages: the one that the reader picks on the page, else the account's, else the email's. Without any
 * of these Keycloak decides by the browser. Keycloak's own pages have the same order ({@code DefaultLocaleSelectorProvider}).
 */
final class LinkLanguage {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Optional<String> picked;

    LinkLanguage(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.picked = Optional.ofNullable(session.getContext()
                        .getUri()
                        .getQueryParameters()
                        .getFirst(LocaleSelectorProvider.KC_LOCALE_PARAM))
                .filter(this::isSupported);
        if (picked.isPresent()) {
            LocaleUtil.processLocaleParam(session, realm, null);
        }
    }

    /** The language that the reader picked with this request. */
    Optional<String> picked() {
        return picked;
    }

    /** Lets the pages of this request speak the language of the link, and returns it; empty where the link has none. */
    Optional<String> speak(ActionTokenTarget target, UserModel user) {
        Optional<String> own = Stream.of(
                        user == null ? null : user.getFirstAttribute(UserModel.LOCALE),
                        target.language().orElse(null))
                .filter(Objects::nonNull)
                .filter(this::isSupported)
                .findFirst();
        if (picked.isEmpty()) {
            own.ifPresent(tag -> session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, tag));
        }
        return own;
    }

    private boolean isSupported(String tag) {
        return realm.getSupportedLocalesStream().anyMatch(tag::equals);
    }
}
