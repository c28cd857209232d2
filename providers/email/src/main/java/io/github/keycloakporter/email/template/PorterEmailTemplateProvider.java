package io.github.keycloakporter.email.template;

import io.github.keycloakporter.email.sender.MailTag;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.MailedToken;
import io.github.keycloakporter.spi.link.MailsCodes;
import io.github.keycloakporter.spi.mail.HeldNotice;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.spi.trust.SignInMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Keycloak's FreeMarker mails with two differences: the action token's URL becomes an opaque link (with a 6-digit code
 * beside it in a verification mail that a browser waits for), and every template knows who sends it ({@code brand}). A
 * verification mail names the sign-in methods of an account without a proven address ({@code signInMethods}).
 *
 * <p>All link mails pass {@link #addLinkInfoIntoAttributes}, whatever their template, so they are limited and the link is
 * swapped there once; a mail of somebody else's template by its attribute {@code link}.
 */
final class PorterEmailTemplateProvider extends FreeMarkerEmailTemplateProvider implements MailsCodes {

    private final Duration codeLifespan;
    private final LinkPolicy linkPolicy;
    private final MailLimits limits;
    private Optional<String> linkToken = Optional.empty();
    private Optional<Instant> linkExpiry = Optional.empty();
    private Optional<String> template = Optional.empty();
    private Optional<MailPermit> permit = Optional.empty();

    PorterEmailTemplateProvider(KeycloakSession session, Duration codeLifespan, LinkPolicy linkPolicy) {
        super(session);
        this.codeLifespan = codeLifespan;
        this.linkPolicy = linkPolicy;
        this.limits = new MailLimits(session);
    }

    @Override
    public Duration codeLifespan() {
        return codeLifespan;
    }

    @Override
    protected void addLinkInfoIntoAttributes(String link, long expirationInMinutes, Map<String, Object> attributes)
            throws EmailException {
        linkPolicy.check(realm, link);
        Optional<ActionTokenLink> actionToken = ActionTokenLink.parse(link);
        if (actionToken.isEmpty()) {
            super.addLinkInfoIntoAttributes(link, expirationInMinutes, attributes);
            return;
        }
        permit = limits.take(realm, actionToken.get(), user);
        LinkRequest request = request(actionToken.get(), language(attributes));
        IssuedLink issued = session.getProvider(ActionLinkProvider.class).issue(realm, request);
        MailedToken.withhold(session, actionToken.get().token());
        linkToken = Optional.of(issued.token());
        linkExpiry = Optional.of(Instant.ofEpochSecond(actionToken.get().token().getExp()));
        super.addLinkInfoIntoAttributes(actionToken.get().shortLink(issued.token()), expirationInMinutes, attributes);
        issued.code().ifPresent(code -> {
            attributes.put("code", code);
            attributes.put("codeExpiration", Math.max(1, request.codeLifespan().toMinutes()));
        });
    }

    /** As Keycloak finds it for the words of the email ({@code FreeMarkerEmailTemplateProvider#processTemplate}). */
    private Locale language(Map<String, Object> attributes) {
        return session.getContext()
                .resolveLocale(
                        user,
                        Boolean.parseBoolean(String.valueOf(attributes.get(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER))));
    }

    private LinkRequest request(ActionTokenLink link, Locale language) {
        boolean withCode = VerifyEmailActionToken.TOKEN_TYPE.equals(link.purpose()) && link.askedInBrowser();
        UserModel holder = session.users().getUserById(realm, link.userId());
        return new LinkRequest(
                link.userId(),
                link.purpose(),
                link.target(language),
                holder == null ? "" : AccountState.of(holder),
                link.lifespan(Time.currentTime()),
                withCode ? codeLifespan : Duration.ZERO);
    }

    @Override
    protected EmailTemplate processTemplate(
            String subjectKey, List<Object> subjectAttributes, String template, Map<String, Object> attributes)
            throws EmailException {
        attributes.putIfAbsent("brand", Brand.of(realm));
        if (MailKinds.of(template) == MailKind.VERIFY_EMAIL) {
            attributes.put(
                    "signInMethods",
                    session.getProvider(AccountTrustProvider.class).untrusted(realm, user).stream()
                            .map(SignInMethod::toMap)
                            .toList());
        }
        this.template = Optional.of(template);
        return super.processTemplate(subjectKey, subjectAttributes, template, attributes);
    }

    /** Every mail but a test of the connection is written here. */
    @Override
    public void send(
            String subjectKey,
            List<Object> subjectAttributes,
            String template,
            Map<String, Object> attributes,
            String address)
            throws EmailException {
        if (MailKinds.isStocksNotice(template)) {
            Decision decision = limits.notice(realm, user, template);
            if (!decision.allowed()) {
                session.getKeycloakSessionFactory().publish(new HeldNotice(session, realm, user, subjectKey, decision));
                return;
            }
        }
        try {
            swapLink(attributes);
            if (permit.isEmpty() && linkToken.isEmpty()) {
                permit = limits.take(realm, MailKinds.of(template), user);
            }
            super.send(subjectKey, subjectAttributes, template, attributes, address);
        } catch (EmailException e) {
            permit.ifPresent(MailPermit::giveBack);
            throw e;
        } finally {
            permit = Optional.empty();
        }
    }

    /** A link that a caller gives as an attribute is treated as one of Keycloak's own; what was swapped before is none. */
    private void swapLink(Map<String, Object> attributes) throws EmailException {
        if (attributes.get("link") instanceof String link) {
            Optional<ActionTokenLink> actionToken = ActionTokenLink.parse(link);
            if (actionToken.isPresent()) {
                Duration lifespan = actionToken.get().lifespan(Time.currentTime());
                addLinkInfoIntoAttributes(link, lifespan.toMinutes(), attributes);
            }
        }
    }

    /** All mails leave here, with what the outbox has to know of them. */
    @Override
    protected void send(Map<String, String> config, String subject, String text, String html, String address)
            throws EmailException {
        MailTag tag = new MailTag(
                realm,
                MailKinds.of(template.orElse("")),
                Optional.ofNullable(user).map(UserModel::getId),
                linkToken,
                linkExpiry,
                MailKinds.isConnectionTest(template.orElse("")));
        linkToken = Optional.empty();
        linkExpiry = Optional.empty();
        tag.during(session, () -> super.send(config, OneLine.of(subject), text, html, address));
    }
}
