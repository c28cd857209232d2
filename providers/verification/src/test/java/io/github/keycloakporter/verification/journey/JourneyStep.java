package io.github.keycloakporter.verification.journey;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A step of the registration form that does what the form's field says: {@code refuse} sends the form back, {@code fail}
 * throws when the account is created, anything else becomes the account's last name and a detail of its event.
 */
public final class JourneyStep implements FormAction, FormActionFactory {

    private static final String FIELD = "journey";

    @Override
    public void validate(ValidationContext context) {
        if (!"refuse".equals(typed(context))) {
            context.success();
            return;
        }
        // as some extensions do
        context.getEvent()
                .detail(
                        Details.EMAIL,
                        context.getHttpRequest().getDecodedFormParameters().getFirst(UserModel.EMAIL));
        context.error(Errors.INVALID_REGISTRATION);
        context.validationError(
                context.getHttpRequest().getDecodedFormParameters(),
                List.of(new FormMessage(FIELD, "The journey's step refuses this")));
    }

    @Override
    public void success(FormContext context) {
        String typed = typed(context);
        if (typed == null) {
            return;
        }
        UserModel user = context.getUser();
        if (user == null) {
            context.getEvent().detail(FIELD, typed);
        } else if (typed.equals("fail")) {
            throw new IllegalStateException("The journey's step fails");
        } else {
            user.setLastName(typed);
        }
    }

    private static String typed(FormContext context) {
        return context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
    }

    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        // the field is typed by the journey
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // none
    }

    @Override
    public String getId() {
        return "journey-step";
    }

    @Override
    public String getDisplayType() {
        return "Journey step";
    }

    @Override
    public String getHelpText() {
        return "Does what the form says.";
    }

    @Override
    public String getReferenceCategory() {
        return getId();
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public FormAction create(KeycloakSession session) {
        return this;
    }

    @Override
    public void init(Config.Scope config) {
        // no options
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
