package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.gate.Decoy;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.forms.RegistrationPage;
import org.keycloak.authentication.forms.RegistrationPassword;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;

/** Keycloak's password step of the form, under its id, which finds no user where the address has an account. */
public final class GuardedPassword extends RegistrationPassword {

    /** Keycloak's note that the form asks for no password (RegistrationPassword). */
    private static final String AFTER_THE_PROOF = "update_password_after_email_verification_note";

    @Override
    public void success(FormContext context) {
        boolean asked = !"true".equals(context.getAuthenticationSession().getAuthNote(AFTER_THE_PROOF));
        String password = context.getHttpRequest().getDecodedFormParameters().getFirst(RegistrationPage.FIELD_PASSWORD);
        if (Decoy.of(context.getAuthenticationSession()).isPresent()) {
            if (asked && password != null) {
                spendTime(context, password);
            }
        } else if (asked && password == null) {
            // a kept form has none: it is asked for after the proof
            context.getUser().addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        } else {
            super.success(context);
        }
    }

    /** Checks and hashes as PasswordCredentialProvider does for an account, because the time would show a difference. */
    private static void spendTime(FormContext context, String password) {
        KeycloakSession session = context.getSession();
        String name = context.getHttpRequest().getDecodedFormParameters().getFirst(UserModel.EMAIL);
        session.getProvider(PasswordPolicyManagerProvider.class).validate(name, password);
        PasswordPolicy policy = context.getRealm().getPasswordPolicy();
        PasswordHashProvider provider = policy.getHashAlgorithm() == null
                ? session.getProvider(PasswordHashProvider.class)
                : session.getProvider(PasswordHashProvider.class, policy.getHashAlgorithm());
        if (provider != null) {
            provider.encodedCredential(password, policy.getHashIterations());
        }
    }
}
