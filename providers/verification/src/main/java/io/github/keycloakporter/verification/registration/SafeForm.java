package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.gate.VerifyEmailActionFactory;
import io.github.keycloakporter.verification.registration.GuardConfig.ExistingAccount;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.FormContext;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Whether the form keeps to itself that an address has an account. */
final class SafeForm {

    private static final Logger LOGGER = Logger.getLogger(SafeForm.class);

    private SafeForm() {}

    static boolean isOn(FormContext context) {
        return in(context).isPresent();
    }

    /**
     * The guard's configuration where the form is safe. What it needs beside the switch is logged where it is missing: half of
     * it would end in an error page.
     */
    static Optional<GuardConfig> in(FormContext context) {
        RealmModel realm = context.getRealm();
        Optional<GuardConfig> wanted = GuardConfig.in(
                        realm, context.getExecution().getParentFlow())
                .filter(config -> config.existingAccount() == ExistingAccount.SAFE);
        if (wanted.isEmpty()) {
            return wanted;
        }
        if (realm.isVerifyEmail() && hasGate(realm) && hasDecoyStep(realm)) {
            return wanted;
        }
        LOGGER.warnf(
                "Realm %s tells of addresses that have an account: 'safe' needs 'Verify email', the required action %s and"
                        + " the step %s in its registration flow",
                realm.getName(), VerifyEmailActionFactory.PROVIDER_ID, DecoyStepFactory.PROVIDER_ID);
        return Optional.empty();
    }

    private static boolean hasGate(RealmModel realm) {
        RequiredActionProviderModel gate = realm.getRequiredActionProviderByAlias(VerifyEmailActionFactory.PROVIDER_ID);
        return gate != null && gate.isEnabled();
    }

    private static boolean hasDecoyStep(RealmModel realm) {
        return realm.getAuthenticationExecutionsStream(
                        realm.getRegistrationFlow().getId())
                .filter(AuthenticationExecutionModel::isEnabled)
                .anyMatch(step -> DecoyStepFactory.PROVIDER_ID.equals(step.getAuthenticator()));
    }
}
