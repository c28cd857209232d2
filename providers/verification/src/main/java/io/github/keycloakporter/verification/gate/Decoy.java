package io.github.keycloakporter.verification.gate;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.authentication.forms.RegistrationPage;
import org.keycloak.common.util.Time;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * An authentication session of somebody who registered with, or changed to, an address that has an account. It sees what
 * everybody sees, and has no user: there is nothing that a mistake could log it in to.
 *
 * <p>All of it lies in authentication notes, which never leave the server.
 */
public final class Decoy {

    private static final String TELLS_NOTHING = "porter.tells-nothing-of-accounts";
    private static final String ADDRESS = "porter.decoy-address";
    private static final String STAND_IN = "porter.decoy-stand-in";
    private static final String FORM = "porter.decoy-form";
    private static final String FORM_FLOW = "porter.decoy-form-flow";
    private static final String ASIDE = "porter.decoy-aside";
    private static final String LOCALE = "porter.decoy-locale";
    private static final String MAILED = "porter.decoy-mailed";

    private static final List<String> NOT_KEPT = List.of(
            RegistrationPage.FIELD_PASSWORD,
            RegistrationPage.FIELD_PASSWORD_CONFIRM,
            RegistrationPage.FIELD_RECAPTCHA_RESPONSE);

    private final AuthenticationSessionModel authSession;

    private Decoy(AuthenticationSessionModel authSession) {
        this.authSession = authSession;
    }

    /** What the form keeps to itself, no later page of this session tells either. */
    public static void tellNothing(AuthenticationSessionModel authSession) {
        authSession.setAuthNote(TELLS_NOTHING, "true");
    }

    public static boolean tellsNothing(AuthenticationSessionModel authSession) {
        return authSession.getAuthNote(TELLS_NOTHING) != null;
    }

    /**
     * Makes a session one of somebody whose address has an account.
     *
     * @param form what was typed; kept without passwords and one-time answers, in case the address was mistyped
     * @param formFlow id of the flow with the form's steps
     * @param locale the language that the form would have stored for an account, or null
     */
    public static void begin(
            AuthenticationSessionModel authSession,
            String address,
            MultivaluedMap<String, String> form,
            String formFlow,
            String locale) {
        MultivaluedMap<String, String> kept = new MultivaluedHashMap<>(form);
        NOT_KEPT.forEach(kept::remove);
        try {
            authSession.setAuthNote(FORM, JsonSerialization.writeValueAsString(kept));
        } catch (IOException e) {
            throw new UncheckedIOException("A form cannot be written as JSON", e);
        }
        authSession.setAuthNote(FORM_FLOW, formFlow);
        authSession.setAuthNote(ADDRESS, address);
        authSession.setAuthNote(STAND_IN, KeycloakModelUtils.generateId());
        authSession.setAuthNote(LOCALE, locale);
    }

    /** Puts the session's user aside, who wants to move to an address that is somebody else's; counts by the user go on. */
    static Decoy instead(AuthenticationSessionModel authSession, String address) {
        UserModel user = authSession.getAuthenticatedUser();
        authSession.setAuthNote(ASIDE, user.getId());
        authSession.setAuthNote(STAND_IN, user.getId());
        authSession.setAuthNote(LOCALE, user.getFirstAttribute(UserModel.LOCALE));
        authSession.setAuthenticatedUser(null);
        Decoy decoy = new Decoy(authSession);
        decoy.moveTo(address);
        return decoy;
    }

    public static Optional<Decoy> of(AuthenticationSessionModel authSession) {
        return authSession.getAuthenticatedUser() == null && authSession.getAuthNote(ADDRESS) != null
                ? Optional.of(new Decoy(authSession))
                : Optional.empty();
    }

    void leave() {
        List.of(ADDRESS, STAND_IN, FORM, FORM_FLOW, ASIDE, LOCALE, MAILED).forEach(authSession::removeAuthNote);
    }

    /** To another address that has an account. */
    void moveTo(String address) {
        authSession.setAuthNote(ADDRESS, address);
        authSession.removeAuthNote(MAILED);
    }

    /** The id of the user that was put aside, see {@link #instead}. */
    Optional<String> aside() {
        return Optional.ofNullable(authSession.getAuthNote(ASIDE));
    }

    String address() {
        return authSession.getAuthNote(ADDRESS);
    }

    /** In place of the id of a user: counts by it begin at nothing, and touch nobody else's. */
    String standIn() {
        return authSession.getAuthNote(STAND_IN);
    }

    /**
     * Renders a page in the language that an account would have stored. It ranks after the one that the visitor chose, and
     * before the one that the app asks for (DefaultLocaleSelectorProvider).
     */
    Response inItsLanguage(Supplier<Response> page) {
        String stored = authSession.getAuthNote(LOCALE);
        if (stored == null || !stored.matches("\\S+")) {
            return page.get();
        }
        String asked = authSession.getClientNote(LocaleSelectorProvider.CLIENT_REQUEST_LOCALE);
        authSession.setClientNote(
                LocaleSelectorProvider.CLIENT_REQUEST_LOCALE, asked == null ? stored : stored + " " + asked);
        try {
            return page.get();
        } finally {
            authSession.setClientNote(LocaleSelectorProvider.CLIENT_REQUEST_LOCALE, asked);
        }
    }

    /** Id of the flow with the steps of the form that {@link #form} was typed into. */
    String formFlow() {
        return authSession.getAuthNote(FORM_FLOW);
    }

    MultivaluedMap<String, String> form() {
        try {
            MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
            Map<?, ?> kept = JsonSerialization.readValue(authSession.getAuthNote(FORM), Map.class);
            kept.forEach((field, values) ->
                    ((List<?>) values).forEach(value -> form.add(field.toString(), String.valueOf(value))));
            return form;
        } catch (IOException e) {
            throw new UncheckedIOException("A kept form cannot be read", e);
        }
    }

    /** Since when a mail is said to be under way, in seconds. */
    Optional<Integer> mailed() {
        return Optional.ofNullable(authSession.getAuthNote(MAILED)).map(Integer::valueOf);
    }

    void noteMail() {
        authSession.setAuthNote(MAILED, Integer.toString(Time.currentTime()));
    }

    AuthenticationSessionModel authSession() {
        return authSession;
    }
}
