package io.github.keycloakporter.notifications.undo;

import io.github.keycloakporter.spi.limit.ChargedLimits;
import io.github.keycloakporter.spi.limit.LimitedAction;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Stock's mail with a link to a new password, as nobody but the owner asked for it: the limits of a request do not count. */
record NewPasswordMail(KeycloakSession session, RealmModel realm) {

    void send(UserModel user) throws EmailException {
        ChargedLimits.note(session, LimitedAction.RESET_PASSWORD);
        EmailTemplateProvider mails =
                session.getProvider(EmailTemplateProvider.class).setRealm(realm).setUser(user);
        int lifespan = realm.getActionTokenGeneratedByUserLifespan(ResetCredentialsActionToken.TOKEN_TYPE);
        int expires = Time.currentTime() + lifespan;
        long minutes = TimeUnit.SECONDS.toMinutes(lifespan);
        if (realm.isResetPasswordAllowed()) {
            mails.sendPasswordReset(
                    link(new ResetCredentialsActionToken(user.getId(), user.getEmail(), expires, null, null)), minutes);
        } else {
            mails.setAttribute(Constants.TEMPLATE_ATTR_REQUIRED_ACTIONS, updatePassword())
                    .sendExecuteActions(
                            link(new ExecuteActionsActionToken(
                                    user.getId(), user.getEmail(), expires, updatePassword(), null, null)),
                            minutes);
        }
    }

    private static List<String> updatePassword() {
        return List.of(UserModel.RequiredAction.UPDATE_PASSWORD.name());
    }

    private String link(DefaultActionToken token) {
        return UriBuilder.fromUri(session.getContext().getUri().getBaseUri())
                .path("realms/{realm}/login-actions/action-token")
                .queryParam(Constants.KEY, "{key}")
                .build(
                        realm.getName(),
                        token.serialize(session, realm, session.getContext().getUri()))
                .toString();
    }
}
