package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.limit.Subjects;
import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.ClaimedLink;
import io.github.keycloakporter.spi.link.LinkLookup;
import io.github.keycloakporter.spi.link.LinkState;
import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.Wait;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;

/**
 * {@code /realms/{realm}/go/{token}}: what a mailed link opens.
 *
 * <p>Mail scanners, previews and prefetching browsers open links that nobody clicked. So GET and HEAD change nothing; a
 * person presses the page's button, and that POST claims the link. The one shortcut: the very browser that asked for the
 * mail, known by the cookie of its authentication session, goes on at once, because no scanner has that cookie.
 */
public final class ActionLinkResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ActionTokenExecution execution;
    private final FormProof formProof;
    private final LinkPages pages;
    private final LinkLanguage language;

    ActionLinkResource(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.execution = new ActionTokenExecution(session);
        this.formProof = new FormProof(session);
        this.pages = new LinkPages(session);
        this.language = new LinkLanguage(session);
    }

    @HEAD
    @Path("{token}")
    public Response look(@PathParam("token") String token) {
        Response page = open(token, link -> living(token, link, Optional.empty()));
        return Response.fromResponse(page)
                .entity(null)
                .type(MediaType.TEXT_HTML_TYPE)
                .build();
    }

    @GET
    @Path("{token}")
    public Response open(@PathParam("token") String token, @HeaderParam("Sec-Purpose") String purpose) {
        boolean prefetch = purpose != null && purpose.contains("prefetch");
        return open(
                token,
                link -> !prefetch && execution.isAskingBrowser(ActionTokenTarget.parse(link.target()))
                        ? claim(token, link)
                        : living(token, link, Optional.empty()));
    }

    @POST
    @Path("{token}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response press(@PathParam("token") String token) {
        String field =
                session.getContext().getHttpRequest().getDecodedFormParameters().getFirst(FormProof.FIELD);
        return open(
                token,
                link -> formProof.isGiven(token, field)
                        ? claim(token, link)
                        : living(token, link, Optional.of(new FormMessage("porterLinkPressAgain"))));
    }

    /** Shorter than any token, so it hides no link. */
    @Path(InvitedRegistration.PATH)
    public InvitedRegistration invitation() {
        return new InvitedRegistration(session);
    }

    private Response open(String token, Function<ActionLink, Response> then) {
        LinkLookup found = session.getProvider(ActionLinkProvider.class).peek(realm, token);
        if (found.link().isEmpty()) {
            return invitation().again(token).orElseGet(() -> dead(found.state()));
        }
        ActionLink link = found.link().get();
        UserModel user = session.users().getUserById(realm, link.userId());
        language.speak(ActionTokenTarget.parse(link.target()), user);
        if (!isOfToday(link, user)) {
            return pages.dead(LinkState.REVOKED);
        }
        if (VerifyEmailActionToken.TOKEN_TYPE.equals(link.purpose())
                && Proof.holds(user)
                && !asksForVerification(user)) {
            return pages.alreadyVerified(ActionTokenTarget.parse(link.target()));
        }
        return then.apply(link);
    }

    /** Whoever tries links that were never made is told to wait. A living link is never held back. */
    private Response dead(LinkState state) {
        if (state == LinkState.UNKNOWN) {
            RateLimiterProvider limiter = session.getProvider(RateLimiterProvider.class);
            Decision decision = limiter.acquire(
                    realm, limiter.rules(realm).limits(LimitedAction.FAILED_LINK, Subjects.caller(session)));
            if (!decision.allowed()) {
                return pages.tooMany(Wait.of(decision));
            }
        }
        return pages.dead(state);
    }

    private Response living(String token, ActionLink link, Optional<FormMessage> problem) {
        return pages.living(
                ActionTokenTarget.parse(link.target()),
                session.users().getUserById(realm, link.userId()),
                formProof.issue(token),
                actionUrl(),
                problem);
    }

    /** Where the button leads: to this page, in the language that was picked on it. */
    private String actionUrl() {
        String path = session.getContext().getUri().getRequestUri().getRawPath();
        return language.picked()
                .map(tag -> UriBuilder.fromPath(path)
                        .queryParam(LocaleSelectorProvider.KC_LOCALE_PARAM, tag)
                        .build()
                        .toString())
                .orElse(path);
    }

    private Response claim(String token, ActionLink link) {
        // Keycloak would refuse the action in this browser: said before the claim, or the link would be used up for
        // nothing
        Optional<UserModel> other =
                ActionTokenTarget.parse(link.target()).userId().flatMap(execution::otherUserHere);
        if (other.isPresent()) {
            Object[] name = {other.get().getUsername()};
            return living(token, link, Optional.of(new FormMessage(Messages.DIFFERENT_USER_AUTHENTICATED, name)));
        }
        LinkLookup claimed = session.getProvider(ActionLinkProvider.class).claim(realm, token);
        if (claimed.link().isEmpty()) {
            return pages.dead(claimed.state());
        }
        ActionTokenTarget target = ActionTokenTarget.parse(claimed.link().get().target());
        UserModel user = session.users().getUserById(realm, link.userId());
        new ClaimedLink(target.token(), language.speak(target, user)).noteIn(session);
        return target.isActionToken() ? execution.run(target) : invitation().start(token, target);
    }

    /** An invitation of somebody without an account has no user, and so no state to compare. */
    private static boolean isOfToday(ActionLink link, UserModel user) {
        return user == null ? link.binding().isEmpty() : link.binding().equals(AccountState.of(user));
    }

    private static boolean asksForVerification(UserModel user) {
        return user.getRequiredActionsStream().anyMatch(UserModel.RequiredAction.VERIFY_EMAIL.name()::equals);
    }
}
