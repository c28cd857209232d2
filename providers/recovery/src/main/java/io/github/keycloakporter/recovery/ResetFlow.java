package io.github.keycloakporter.recovery;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/**
 * The flow that a step belongs to, with the steps of its sub-flows in the order in which they run.
 *
 * <p>Porter's steps have Keycloak's ids, so their presence does not tell the shipped flow from Keycloak's own. What does is the
 * question for a second factor: a flow that asks it was shaped for Porter, a flow that does not keeps Keycloak's behaviour.
 *
 * @param name the flow's alias
 * @param steps all that are enabled, without the sub-flows themselves
 * @param isQuestion whether a step asks for a second factor
 */
public record ResetFlow(
        String name, List<AuthenticationExecutionModel> steps, Predicate<AuthenticationExecutionModel> isQuestion) {

    public static ResetFlow of(AuthenticationFlowContext context) {
        RealmModel realm = context.getRealm();
        return new ResetFlow(
                context.getTopLevelFlow().getAlias(),
                steps(realm, context.getTopLevelFlow().getId()).toList(),
                step -> asks(context, step));
    }

    /** Whether it asks for a second factor anywhere. */
    public boolean asksForSecondFactor() {
        return steps.stream().anyMatch(isQuestion);
    }

    /** Whether it asks for a second factor before this step. */
    public boolean asksForSecondFactorBefore(AuthenticationExecutionModel step) {
        return steps.stream()
                .takeWhile(before -> !before.getId().equals(step.getId()))
                .anyMatch(isQuestion);
    }

    private static Stream<AuthenticationExecutionModel> steps(RealmModel realm, String flow) {
        return realm.getAuthenticationExecutionsStream(flow)
                .filter(AuthenticationExecutionModel::isEnabled)
                .flatMap(step -> step.isAuthenticatorFlow() ? steps(realm, step.getFlowId()) : Stream.of(step));
    }

    /** Keycloak's "Reset OTP" is none: it lets a new one be set up, and belongs to no category of credentials. */
    private static boolean asks(AuthenticationFlowContext context, AuthenticationExecutionModel step) {
        return context.getSession()
                                .getKeycloakSessionFactory()
                                .getProviderFactory(Authenticator.class, step.getAuthenticator())
                        instanceof AuthenticatorFactory factory
                && SecondFactors.isCategory(factory.getReferenceCategory());
    }
}
