package io.github.keycloakporter.email.unsubscribe;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.Suppression;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.util.LocaleUtil;

/**
 * {@code /realms/{realm}/unsubscribe/{token}}: ends reminders to a user's address, no other mail.
 *
 * <p>RFC 8058: a mail provider sends the POST by itself when its user presses 'unsubscribe', without cookies, and nothing
 * further may be asked. GET changes nothing, because scanners open every link in a mail.
 */
public final class UnsubscribeResource {

    /** The body of RFC 8058, section 3.1, as a form or as multipart. */
    private static final Pattern ONE_CLICK =
            Pattern.compile("List-Unsubscribe(=|\"\\s+)One-Click", Pattern.CASE_INSENSITIVE);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UnsubscribePages pages;

    UnsubscribeResource(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        LocaleUtil.processLocaleParam(session, realm, null);
        this.pages = new UnsubscribePages(session);
    }

    @GET
    @Path("{token}")
    public Response open(@PathParam("token") String token) {
        return user(token)
                .map(user -> isUnsubscribed(user) ? pages.done(user) : pages.question(user))
                .orElseGet(pages::unknown);
    }

    @POST
    @Path("{token}")
    @Consumes(MediaType.WILDCARD)
    public Response unsubscribe(@PathParam("token") String token, byte[] body) {
        Optional<UserModel> user = user(token);
        if (user.isEmpty()) {
            return pages.unknown();
        }
        if (!ONE_CLICK.matcher(new String(body, StandardCharsets.UTF_8)).find()) {
            return pages.notOneClick();
        }
        // a user without an address gets no reminders as it is
        user.map(UserModel::getEmail).ifPresent(address -> session.getProvider(EmailOutboxProvider.class)
                .suppress(realm, address, Suppression.Reason.UNSUBSCRIBED));
        return pages.done(user.get());
    }

    private boolean isUnsubscribed(UserModel user) {
        return Optional.ofNullable(user.getEmail())
                .flatMap(address ->
                        session.getProvider(EmailOutboxProvider.class).suppression(realm, address, MailKind.REMINDER))
                .filter(entry -> entry.reason() == Suppression.Reason.UNSUBSCRIBED)
                .isPresent();
    }

    private Optional<UserModel> user(String token) {
        return new UnsubscribeLink(session).userId(realm, token).map(id -> session.users()
                .getUserById(realm, id));
    }
}
