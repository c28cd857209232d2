package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.recovery.ResetFlow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialEmail;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.messages.Messages;

/**
 * Stock's mail step for whoever comes to it already known: logged in, or chosen by another step of the flow. The mail is
 * limited, and sent after the answer, as in {@link UniformChooseUser}.
 */
public final class UniformResetEmail extends ResetCredentialEmail {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<ResetWorkers> workers = UniformChooseUserFactory.workers(context.getSession());
        if (context.getUser() == null || cameByLink(context) || workers.isEmpty()) {
            super.authenticate(context);
            return;
        }
        MailConfig mail = MailConfig.from(
                context.getAuthenticatorConfig(), ResetFlow.of(context).asksForSecondFactor());
        ResetRequest request = ResetRequest.of(context, context.getUser(), mail);
        if (ResetLimits.of(context.getSession(), context.getRealm()).take().allowed()) {
            workers.get().submit(context.getSession(), request);
        }
        context.forkWithSuccessMessage(new FormMessage(Messages.EMAIL_SENT));
    }

    /** The flow is run again once the mailed link is opened; a limit must not stand in its way. */
    public static boolean cameByLink(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        return user.getId()
                .equals(context.getAuthenticationSession().getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID));
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return Stream.concat(super.getConfigProperties().stream(), MailConfig.metadata().stream())
                .toList();
    }
}
