package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.limit.Subjects;
import io.github.keycloakporter.verification.WayOn;
import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String TEMPLATE = "porter-account-exists.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;

    OwnerNotice(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Does nothing, and says nothing of it, where the owner was mailed enough of late. */
    void send(String address, ClientModel client) throws EmailException {
        UserModel owner = session.users().getUserByEmail(realm, address);
        if (owner == null || !owner.isEnabled() || !mayMail(owner.getEmail())) {
            return;
        }
        session.getProvider(EmailTemplateProvider.class)
                .setRealm(realm)
                .setUser(owner)
                .send("porterAccountExistsSubject", TEMPLATE, links(client));
    }

    /** By the address alone: whoever asks changes, the mailbox does not. */
    private boolean mayMail(String address) {
        RateLimiterProvider limiter = session.getProvider(RateLimiterProvider.class);
        LimitRules rules = limiter.rules(realm);
        Subjects mailbox = Subjects.none().address(address);
        List<Limit> limits = new ArrayList<>(MailCooldown.in(realm).limits(Dimension.ADDRESS, mailbox));
        limits.addAll(rules.limits(LimitedAction.VERIFY_EMAIL, mailbox));
        return limiter.acquire(realm, limits).allowed();
    }

    private Map<String, Object> links(ClientModel client) {
        Map<String, Object> links = new HashMap<>();
        links.put("logInUrl", WayOn.of(session, Optional.of(client)));
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
