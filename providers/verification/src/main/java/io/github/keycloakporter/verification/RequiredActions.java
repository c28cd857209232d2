package io.github.keycloakporter.verification;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Which required actions a realm runs, and which of them somebody still owes. */
public final class RequiredActions {

    private static final String EVALUATED = "porter.evaluated-actions";
    private static final String SEPARATOR = "\n";

    private RequiredActions() {}

    /**
     * Whether Keycloak asks users for this action: it is registered and enabled in the realm, and the server has its
     * provider. Keycloak ignores every other alias, see {@code AuthenticationManager.getApplicableRequiredAction}.
     */
    public static boolean isRun(KeycloakSession session, RealmModel realm, String alias) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(alias);
        return action != null
                && action.isEnabled()
                && session.getKeycloakSessionFactory()
                                .getProviderFactory(RequiredActionProvider.class, action.getProviderId())
                        != null;
    }

    /** Keycloak evaluates the required actions now, and then runs the first that applies. */
    public static void noteEvaluated(UserModel user, AuthenticationSessionModel authSession) {
        authSession.setAuthNote(EVALUATED, set(user, authSession).collect(Collectors.joining(SEPARATOR)));
    }

    /**
     * The alias of an action that is owed. One that was set when Keycloak last evaluated them, and still is when a later step
     * is reached, has declined to run ({@code RequiredActionContext.ignore}): Keycloak lets the user pass, and so does this.
     *
     * @param authSession null where there is none
     */
    public static Optional<String> owed(
            KeycloakSession session, RealmModel realm, UserModel user, AuthenticationSessionModel authSession) {
        String noted = authSession == null ? null : authSession.getAuthNote(EVALUATED);
        Set<String> evaluated = noted == null ? Set.of() : Set.copyOf(Arrays.asList(noted.split(SEPARATOR, -1)));
        return set(user, authSession)
                .filter(alias -> !evaluated.contains(alias))
                .filter(alias -> isRun(session, realm, alias))
                .findFirst();
    }

    private static Stream<String> set(UserModel user, AuthenticationSessionModel authSession) {
        Stream<String> ofSession = authSession == null ? Stream.empty() : authSession.getRequiredActions().stream();
        return Stream.concat(user.getRequiredActionsStream(), ofSession).distinct();
    }
}
