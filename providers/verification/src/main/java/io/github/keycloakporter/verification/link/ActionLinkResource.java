package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.ClaimedLink;
import io.github.keycloakporter.spi.link.LinkLookup;
import io.github.keycloakporter.spi.link.LinkState;
import io.github.keycloakporter.verification.Proof;
import io.github.keycloakporter.verification.RetryDelay;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** The field of the page's question: each value is the key of a sign-in method. */
    private static final String KEEP = "keep";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ActionTokenExecution execution;
    private final FormToken formProof;
    private final LinkPages pages;
    private final LinkLanguage language;

    ActionLinkResource(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.execution = new ActionTokenExecution(session);
        this.formProof = new FormToken(session);
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
                link -> !prefetch && goesOnAtOnce(link)
                        ? claim(token, link, Set.of())
                        : living(token, link, Optional.empty()));
    }

    @POST
    @Path("{token}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response press(@PathParam("token") String token) {
        MultivaluedMap<String, String> form =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        return open(
                token,
                link -> formProof.isGiven(token, form.getFirst(FormToken.FIELD))
                        ? claim(token, link, Set.copyOf(form.getOrDefault(KEEP, List.of())))
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
        language.speak(ActionTokenTarget.of(link), user);
        if (!link.isCurrent(user)) {
            return pages.dead(LinkState.REVOKED);
        }
        if (VerifyEmailActionToken.TOKEN_TYPE.equals(link.purpose())
                && Proof.holds(session, user)
                && !asksForVerification(user)) {
            return pages.alreadyVerified(ActionTokenTarget.of(link));
        }
        return then.apply(link);
    }

    /** In the browser that asked for the mail, where there is nothing to ask. */
    private boolean goesOnAtOnce(ActionLink link) {
        ActionTokenTarget target = ActionTokenTarget.of(link);
        return execution.askingSession(target).isPresent()
                && question(link, target).methods().isEmpty();
    }

    private OwnershipQuestion question(ActionLink link, ActionTokenTarget target) {
        return new OwnershipQuestion(session, target, session.users().getUserById(realm, link.userId()));
    }

    /** Whoever tries links that were never made is told to wait. A living link is never held back. */
    private Response dead(LinkState state) {
        if (state == LinkState.UNKNOWN) {
            RateLimiterProvider limiter = session.getProvider(RateLimiterProvider.class);
            Decision decision = limiter.acquire(
                    realm, limiter.rules(realm).limits(LimitedAction.FAILED_LINK, LimitSubjects.caller(session)));
            if (!decision.allowed()) {
                return pages.tooMany(RetryDelay.of(decision));
            }
        }
        return pages.dead(state);
    }

    private Response living(String token, ActionLink link, Optional<FormMessage> problem) {
        ActionTokenTarget target = ActionTokenTarget.of(link);
        return pages.living(
                target,
                session.users().getUserById(realm, link.userId()),
                question(link, target).methods(),
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

    /** @param kept the keys of the sign-in methods that the person called their own */
    private Response claim(String token, ActionLink link, Set<String> kept) {
        // Keycloak would refuse the action in this browser: said before the claim, or the link would be used up for
        // nothing
        Optional<UserModel> other = ActionTokenTarget.of(link).userId().flatMap(execution::otherUserHere);
        if (other.isPresent()) {
            Object[] name = {other.get().getUsername()};
            return living(token, link, Optional.of(new FormMessage(Messages.DIFFERENT_USER_AUTHENTICATED, name)));
        }
        LinkLookup claimed = session.getProvider(ActionLinkProvider.class).claim(realm, token);
        if (claimed.link().isEmpty()) {
            return pages.dead(claimed.state());
        }
        ActionTokenTarget target = ActionTokenTarget.of(claimed.link().get());
        question(link, target).settle(kept);
        UserModel user = session.users().getUserById(realm, link.userId());
        new ClaimedLink(target.token(), language.speak(target, user)).noteIn(session);
        return target.isActionToken() ? execution.run(target) : invitation().start(token, target);
    }

    private static boolean asksForVerification(UserModel user) {
        return user.getRequiredActionsStream().anyMatch(UserModel.RequiredAction.VERIFY_EMAIL.name()::equals);
    }
}
