package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.LinkLookup;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Whether the link in a mail is still worth sending. Only what is certain stops a mail: while the store of links cannot
 * answer, the mail leaves.
 */
final class LinkCheck {

    private final KeycloakSessionFactory sessions;

    LinkCheck(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    boolean isDead(QueuedMail mail) {
        String token = mail.content().linkToken();
        return token != null
                && KeycloakModelUtils.runJobInTransactionWithResult(
                        sessions, session -> isDead(session, mail.realmId(), token));
    }

    private static boolean isDead(KeycloakSession session, String realmId, String token) {
        RealmModel realm = session.realms().getRealm(realmId);
        ActionLinkProvider links = session.getProvider(ActionLinkProvider.class);
        if (realm == null || links == null) {
            return realm == null;
        }
        session.getContext().setRealm(realm);
        try {
            LinkLookup lookup = links.peek(realm, token);
            return lookup.link().isEmpty()
                    || !fits(session, realm, lookup.link().get());
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static boolean fits(KeycloakSession session, RealmModel realm, ActionLink link) {
        return link.fits(session.users().getUserById(realm, link.userId()));
    }
}
