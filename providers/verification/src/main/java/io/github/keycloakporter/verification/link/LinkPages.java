package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.address.MaskedAddress;
import io.github.keycloakporter.spi.link.LinkState;
import io.github.keycloakporter.spi.trust.SignInMethod;
import io.github.keycloakporter.verification.ContinueUrl;
import io.github.keycloakporter.verification.RetryDelay;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/** The pages behind a link. All of them are private to their reader: never cached, referred from or indexed. */
final class LinkPages {

    private static final String VERIFIED = "verified";

    private final KeycloakSession session;
    private final RealmModel realm;

    LinkPages(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * What the link is for, and one button. With a problem, why the press before did nothing.
     *
     * @param methods the sign-in methods to ask for
     */
    Response living(
            ActionTokenTarget target,
            UserModel user,
            List<SignInMethod> methods,
            String proof,
            String actionUrl,
            Optional<FormMessage> problem) {
        Map<String, Object> link = new HashMap<>();
        link.put("purpose", target.token().getType());
        link.put("maskedEmail", MaskedAddress.of(target.address().orElse(user == null ? null : user.getEmail())));
        link.put("actionUrl", actionUrl);
        link.put("proof", proof);
        link.put("actions", target.actions());
        link.put("methods", methods.stream().map(SignInMethod::toMap).toList());
        LoginFormsProvider form = form(target.clientId(), link);
        ownWords(form, target.token().getType()).ifPresent(words -> link.put("words", words));
        problem.ifPresent(message -> form.setError(message.getMessage(), message.getParameters()));
        return page(form, "porter-link.ftl", problem.isPresent() ? Response.Status.BAD_REQUEST : Response.Status.OK);
    }

    /** The link works no more: why, and a way on. 410 says it once worked, 400 that it never did. */
    Response dead(LinkState state) {
        Response.Status status = state == LinkState.UNKNOWN ? Response.Status.BAD_REQUEST : Response.Status.GONE;
        return dead(state.name().toLowerCase(Locale.ROOT), Optional.empty(), status);
    }

    /** Too many links that were never made, from where this one was opened. */
    Response tooMany(RetryDelay wait) {
        Response page = session.getProvider(LoginFormsProvider.class)
                .setAttribute("waitSeconds", wait.seconds())
                .setError("porterTooManyLinks", wait.minutes())
                .createErrorPage(Response.Status.TOO_MANY_REQUESTS);
        return Response.fromResponse(page)
                .header(HttpHeaders.RETRY_AFTER, wait.seconds())
                .build();
    }

    /** The address is proven already: a kind word instead of an error. */
    Response alreadyVerified(ActionTokenTarget target) {
        return dead(VERIFIED, target.clientId(), Response.Status.OK);
    }

    private Response dead(String state, Optional<String> clientId, Response.Status status) {
        Map<String, Object> link = new HashMap<>();
        link.put("state", state);
        link.put("wayOnUrl", wayOn(clientId));
        return page(form(clientId, link), "porter-link-dead.ftl", status);
    }

    /** Another extension's purpose brings its words along: {@code porterLink.<purpose>.Title}, Text, Steps, Submit, Hint. */
    private static Optional<String> ownWords(LoginFormsProvider form, String purpose) {
        String words = "porterLink." + purpose + ".";
        String title = words + "Title";
        return title.equals(form.getMessage(title)) ? Optional.empty() : Optional.of(words);
    }

    private LoginFormsProvider form(Optional<String> clientId, Map<String, Object> link) {
        LoginFormsProvider form = session.getProvider(LoginFormsProvider.class);
        clientId.map(realm::getClientByClientId).ifPresent(client -> {
            session.getContext().setClient(client);
            link.put("appName", appName(form, client));
        });
        return form.setAttribute("link", link);
    }

    private Response page(LoginFormsProvider form, String template, Response.Status status) {
        Response page = form.setStatus(status).createForm(template);
        return Response.fromResponse(page)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .build();
    }

    /** The client's name for people; stock's own clients carry a message key such as {@code ${client_account}}. */
    private static String appName(LoginFormsProvider form, ClientModel client) {
        String name = client.getName();
        if (name == null || name.isBlank()) {
            return client.getClientId();
        }
        return name.startsWith("${") && name.endsWith("}")
                ? form.getMessage(name.substring(2, name.length() - 1))
                : name;
    }

    private String wayOn(Optional<String> clientId) {
        return ContinueUrl.of(session, clientId.map(realm::getClientByClientId));
    }
}
