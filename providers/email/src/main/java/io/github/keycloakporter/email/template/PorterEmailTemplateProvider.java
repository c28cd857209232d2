package io.github.keycloakporter.email.template;

import io.github.keycloakporter.email.sender.OutboxEmailSenderProvider;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.MailedToken;
import io.github.keycloakporter.spi.link.OpaqueLinks;
import io.github.keycloakporter.spi.link.PendingLink;
import io.github.keycloakporter.spi.mail.DeferredNotice;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.spi.trust.SignInMethod;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
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
final class PorterEmailTemplateProvider extends FreeMarkerEmailTemplateProvider implements OpaqueLinks {

    private final Duration codeLifespan;
    private final LinkPolicy linkPolicy;
    private final MailLimits limits;
    private Optional<PendingLink> link = Optional.empty();
    private Optional<String> template = Optional.empty();
    private Optional<MailCharge> permit = Optional.empty();

    PorterEmailTemplateProvider(KeycloakSession session, Duration codeLifespan, LinkPolicy linkPolicy) {
        super(session);
        this.codeLifespan = codeLifespan;
        this.linkPolicy = linkPolicy;
        this.limits = new MailLimits(session);
    }

    @Override
    protected void addLinkInfoIntoAttributes(String url, long expirationInMinutes, Map<String, Object> attributes)
            throws EmailException {
        linkPolicy.check(realm, url);
        Optional<ActionTokenLink> actionToken = ActionTokenLink.parse(url);
        if (actionToken.isEmpty()) {
            super.addLinkInfoIntoAttributes(url, expirationInMinutes, attributes);
            return;
        }
        permit = limits.take(realm, actionToken.get(), user);
        MailedToken.withhold(session, actionToken.get().target().token());
        LinkRequest request = request(actionToken.get(), language(attributes));
        PendingLink pending = PendingLink.of(request);
        link = Optional.of(pending);
        super.addLinkInfoIntoAttributes(
                actionToken.get().shortLink(pending.tokenSlot()), expirationInMinutes, attributes);
        if (request.withCode()) {
            attributes.put("code", pending.codeSlot());
            attributes.put("codeExpiration", Math.max(1, request.codeLife().toMinutes()));
        }
    }

    /** As Keycloak finds it for the words of the email ({@code FreeMarkerEmailTemplateProvider#processTemplate}). */
    private Locale language(Map<String, Object> attributes) {
        return session.getContext()
                .resolveLocale(
                        user,
                        Boolean.parseBoolean(String.valueOf(attributes.get(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER))));
    }

    private LinkRequest request(ActionTokenLink actionToken, Locale language) {
        boolean withCode =
                VerifyEmailActionToken.TOKEN_TYPE.equals(actionToken.purpose()) && actionToken.askedInBrowser();
        UserModel holder = session.users().getUserById(realm, actionToken.userId());
        return new LinkRequest(
                actionToken.userId(),
                actionToken.purpose(),
                actionToken.target().in(language.toLanguageTag()),
                holder == null ? "" : AccountState.of(holder),
                actionToken.lifespan(Time.currentTime()).toSeconds(),
                withCode ? codeLifespan.toSeconds() : 0,
                Time.currentTimeMillis());
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
                session.getKeycloakSessionFactory()
                        .publish(new DeferredNotice(session, realm, user, subjectKey, decision));
                return;
            }
        }
        try {
            swapLink(attributes);
            if (permit.isEmpty() && link.isEmpty()) {
                permit = limits.take(realm, MailKinds.of(template), user);
            }
            super.send(subjectKey, subjectAttributes, template, attributes, address);
        } catch (EmailException e) {
            permit.ifPresent(MailCharge::giveBack);
            throw e;
        } finally {
            permit = Optional.empty();
        }
    }

    /** A link that a caller gives as an attribute is treated as one of Keycloak's own; what was swapped before is none. */
    private void swapLink(Map<String, Object> attributes) throws EmailException {
        if (attributes.get("link") instanceof String url) {
            Optional<ActionTokenLink> actionToken = ActionTokenLink.parse(url);
            if (actionToken.isPresent()) {
                Duration lifespan = actionToken.get().lifespan(Time.currentTime());
                addLinkInfoIntoAttributes(url, lifespan.toMinutes(), attributes);
            }
        }
    }

    /** All emails leave here. Without Porter's sender there is no outbox, and the link is issued at once. */
    @Override
    protected void send(Map<String, String> config, String subject, String text, String html, String address)
            throws EmailException {
        Optional<PendingLink> pending = link;
        link = Optional.empty();
        String recipient = address != null ? address : user.getEmail();
        if (recipient == null) {
            throw new EmailException("No email address configured for the user");
        }
        OutgoingMail mail = OutgoingMail.of(
                MailKinds.of(template.orElse("")),
                Optional.ofNullable(user).map(UserModel::getId),
                recipient,
                OneLine.of(subject),
                text,
                html);
        EmailSenderProvider sender = session.getProvider(EmailSenderProvider.class);
        if (!(sender instanceof OutboxEmailSenderProvider outbox)) {
            sendNow(config, mail, pending);
        } else if (MailKinds.isConnectionTest(template.orElse(""))) {
            outbox.sendNow(config, recipient, mail.subject(), text, html);
        } else {
            outbox.enqueue(realm, pending.map(mail::withLink).orElse(mail));
        }
    }

    private void sendNow(Map<String, String> config, OutgoingMail mail, Optional<PendingLink> pending)
            throws EmailException {
        UnaryOperator<String> fill = UnaryOperator.identity();
        if (pending.isPresent()) {
            IssuedLink issued = session.getProvider(ActionLinkProvider.class)
                    .issue(realm, pending.get().request())
                    .orElseThrow(() -> new EmailException("A newer email has replaced the link of this one"));
            fill = part -> pending.get().fill(part, issued);
        }
        super.send(
                config, fill.apply(mail.subject()), fill.apply(mail.text()), fill.apply(mail.html()), mail.recipient());
    }
}
