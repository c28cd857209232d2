package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.registration.GuardConfig.ExistingAccount;
import org.jboss.logging.Logger;
import org.keycloak.authentication.FormContext;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/** Whether the form keeps to itself that an address has an account. */
final class SafeForm {

    private static final Logger LOGGER = Logger.getLogger(SafeForm.class);

    private SafeForm() {}

    /** What it needs beside the switch is told where it is missing: half of it would end in an error page. */
    static boolean isOn(FormContext context) {
        RealmModel realm = context.getRealm();
        boolean wanted = GuardConfig.in(realm, context.getExecution().getParentFlow())
                .filter(config -> config.existingAccount() == ExistingAccount.SAFE)
                .isPresent();
        if (!wanted) {
            return false;
        }
        if (realm.isVerifyEmail() && hasDecoyStep(realm)) {
            return true;
        }
        LOGGER.warnf(
                "Realm %s tells of addresses that have an account: 'safe' needs 'Verify email' and the step %s in its"
                        + " registration flow",
                realm.getName(), DecoyStepFactory.PROVIDER_ID);
        return false;
    }

    private static boolean hasDecoyStep(RealmModel realm) {
        return realm.getAuthenticationExecutionsStream(
                        realm.getRegistrationFlow().getId())
                .filter(AuthenticationExecutionModel::isEnabled)
                .anyMatch(step -> DecoyStepFactory.PROVIDER_ID.equals(step.getAuthenticator()));
    }
}
