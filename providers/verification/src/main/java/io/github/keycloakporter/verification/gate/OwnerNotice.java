package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.address.AddressSyntax;
import io.github.keycloakporter.spi.limit.MailLimitedException;
import io.github.keycloakporter.verification.ContinueUrl;
import jakarta.ws.rs.core.UriBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.LoginActionsService;

/**
 * 'You already have an account', to the owner of an address that somebody registered with: perhaps the owner, who forgot.
 * No name that was typed stands in it, and no link in it does anything but lead to a page.
 */
final class OwnerNotice {

    private static final Logger LOGGER = Logger.getLogger(OwnerNotice.class);

    private static final String TEMPLATE = "porter-account-exists.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;

    OwnerNotice(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Who has the address, however either of them spells it. */
    static Optional<UserModel> owner(KeycloakSession session, RealmModel realm, String address) {
        return AddressSyntax.spellings(address).stream()
                .map(spelling -> session.users().getUserByEmail(realm, spelling))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Does nothing, and reports nothing, where the owner got enough of these emails. */
    void send(String address, ClientModel client) throws EmailException {
        Optional<UserModel> owner = owner(session, realm, address).filter(UserModel::isEnabled);
        if (owner.isEmpty()) {
            return;
        }
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(owner.get())
                    .send("porterAccountExistsSubject", TEMPLATE, links(client));
        } catch (MailLimitedException e) {
            LOGGER.debugf(
                    "The owner of account %s is not told of one more sign-up",
                    owner.get().getId());
        }
    }

    private Map<String, Object> links(ClientModel client) {
        Map<String, Object> links = new HashMap<>();
        links.put("logInUrl", ContinueUrl.of(session, Optional.of(client)));
        if (realm.isResetPasswordAllowed()) {
            links.put(
                    "resetUrl",
                    UriBuilder.fromUri(session.getContext().getUri().getBaseUri())
                            .path("realms/{realm}/login-actions/" + LoginActionsService.RESET_CREDENTIALS_PATH)
                            .queryParam(Constants.CLIENT_ID, "{client}")
                            .build(realm.getName(), client.getClientId())
                            .toString());
        }
        return links;
    }
}
