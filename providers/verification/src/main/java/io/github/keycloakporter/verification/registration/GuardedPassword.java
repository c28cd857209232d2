package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.gate.Decoy;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.forms.RegistrationPage;
import org.keycloak.authentication.forms.RegistrationPassword;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.PasswordPolicy;

/** Stock's password step of the form, under stock's id, which finds no user where the address has an account. */
public final class GuardedPassword extends RegistrationPassword {

    @Override
    public void success(FormContext context) {
        if (Decoy.of(context.getAuthenticationSession()).isEmpty()) {
            super.success(context);
            return;
        }
        String password = context.getHttpRequest().getDecodedFormParameters().getFirst(RegistrationPage.FIELD_PASSWORD);
        if (password != null) {
            hash(context, password);
        }
    }

    /** For nothing but the time it takes: that would tell as well as a word. */
    private static void hash(FormContext context, String password) {
        PasswordPolicy policy = context.getRealm().getPasswordPolicy();
        PasswordHashProvider provider = policy.getHashAlgorithm() == null
                ? context.getSession().getProvider(PasswordHashProvider.class)
                : context.getSession().getProvider(PasswordHashProvider.class, policy.getHashAlgorithm());
        if (provider != null) {
            provider.encodedCredential(password, policy.getHashIterations());
        }
    }
}
