package io.github.keycloakporter.notifications.notice;

import io.github.keycloakporter.notifications.store.PendingNotices;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.address.MaskedAddress;
import io.github.keycloakporter.spi.link.OpaqueLinks;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;

/** Writes notices, in the transaction of the session: one template, with words for each type. */
final class NoticeMail {

    private static final Logger LOGGER = Logger.getLogger(NoticeMail.class);
    private static final String TEMPLATE = "porter-notice.ftl";
    private static final String WORDS = "porterNotice.";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final NoticeSettings switches;

    NoticeMail(KeycloakSession session, RealmModel realm, NoticeSettings switches) {
        this.session = session;
        this.realm = realm;
        this.switches = switches;
    }

    /** @param server where the server was reached; empty where nobody knows, and then there is no link */
    void send(UserModel user, String recipient, Notice notice, Optional<URI> server) throws EmailException {
        new OwnersLanguage(session, realm).during(user, locale -> {
            Map<String, Object> model = new HashMap<>();
            model.put("title", WORDS + notice.type().tag() + ".title");
            model.put("text", text(notice, recipient));
            model.put("rows", rows(notice, locale));
            model.put("takesBack", notice.what().change().isPresent());
            mail(user, recipient, model, server.flatMap(base -> link(user, recipient, notice, base)));
        });
    }

    /** Several of one type in one mail. */
    void sendFolded(UserModel user, PendingNotices.Batch batch, int times, PendingNotices.Span span)
            throws EmailException {
        new OwnersLanguage(session, realm).during(user, locale -> {
            Optional<NoticeType> type = NoticeType.of(batch.type());
            Map<String, Object> model = new HashMap<>();
            model.put("title", type.map(own -> WORDS + own.tag() + ".title").orElse(batch.type()));
            model.put("times", times);
            model.put("until", time(Instant.ofEpochMilli(span.last()), locale));
            Optional<URI> link = type.filter(own -> batch.baseUrl() != null)
                    .flatMap(own -> link(
                            user,
                            batch.recipient(),
                            new Notice(
                                    own, Instant.ofEpochMilli(span.first()), Notice.Where.UNKNOWN, Notice.What.NOTHING),
                            URI.create(batch.baseUrl())));
            mail(user, batch.recipient(), model, link);
        });
    }

    private void mail(UserModel user, String recipient, Map<String, Object> model, Optional<URI> link)
            throws EmailException {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("notice", model);
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        link.ifPresent(url -> attributes.put("link", url.toString()));
        String subject = (String) model.get("title");
        EmailTemplateProvider mails =
                session.getProvider(EmailTemplateProvider.class).setRealm(realm).setUser(user);
        try {
            mails.send(subject, List.of(), TEMPLATE, attributes, recipient);
        } catch (StoreUnavailableException e) {
            LOGGER.warnf("A notice goes without its link: %s", e.getMessage());
            attributes.remove("link");
            mails.send(subject, List.of(), TEMPLATE, attributes, recipient);
        }
    }

    /**
     * Only who can still say it is offered to say 'this was not me': the proven address of today, or one that takes back. The
     * email template has to hide the token behind a link of Porter's: Keycloak's endpoint would act when a mail scanner opens it.
     */
    private Optional<URI> link(UserModel user, String recipient, Notice notice, URI server) {
        if (!(session.getProvider(EmailTemplateProvider.class) instanceof OpaqueLinks)) {
            return Optional.empty();
        }
        boolean current = user.isEmailVerified() && recipient.equalsIgnoreCase(user.getEmail());
        if (!notice.type().leavesAWayIn() || !(current || notice.what().change().isPresent())) {
            return Optional.empty();
        }
        Duration lifespan = switches.config().linkLifespan();
        NotMeToken token = new NotMeToken(user.getId(), recipient, Time.currentTime() + lifespan.toSeconds(), notice);
        String issuer = Urls.realmIssuer(server, realm.getName());
        token.issuedNow().id(UUID.randomUUID().toString()).issuer(issuer).audience(issuer);
        return Optional.of(UriBuilder.fromUri(server)
                .path("realms/{realm}/login-actions/action-token")
                .queryParam(Constants.KEY, "{key}")
                .build(realm.getName(), session.tokens().encode(token)));
    }

    /** The new address of an account is told in other words than the old one. */
    private static String text(Notice notice, String recipient) {
        boolean isNew =
                notice.what().newAddress().filter(recipient::equalsIgnoreCase).isPresent();
        return WORDS + notice.type().tag() + (isNew ? ".textNew" : ".text");
    }

    private List<Map<String, Object>> rows(Notice notice, Locale locale) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row("When", time(notice.at(), locale)));
        notice.what().factor().ifPresent(type -> rows.add(words("Factor", WORDS + "factor." + factor(type))));
        notice.what().provider().ifPresent(alias -> rows.add(row("Provider", providerName(alias))));
        notice.what().oldAddress().ifPresent(old -> rows.add(row("OldAddress", MaskedAddress.of(old))));
        notice.what().newAddress().ifPresent(now -> rows.add(row("NewAddress", MaskedAddress.of(now))));
        notice.where().app().ifPresent(app -> rows.add(row("App", app)));
        notice.where()
                .device()
                .ifPresent(device -> rows.add(words("Device", WORDS + "device", device.browser(), device.system())));
        notice.where().ip().filter(ip -> switches.showsIp(realm)).ifPresent(ip -> rows.add(row("Ip", ip)));
        if (notice.where().byAdmin()) {
            rows.add(words("By", WORDS + "byAdmin"));
        }
        return rows;
    }

    private static Map<String, Object> row(String label, String text) {
        return Map.of("label", WORDS + "row" + label, "text", text);
    }

    private static Map<String, Object> words(String label, String key, String... fill) {
        return Map.of("label", WORDS + "row" + label, "key", key, "fill", List.of(fill));
    }

    /** What there are words for. */
    private static String factor(String credentialType) {
        return switch (credentialType) {
            case "password", "otp", "webauthn", "webauthn-passwordless", "recovery-authn-codes" -> credentialType;
            default -> "other";
        };
    }

    private String providerName(String alias) {
        IdentityProviderModel provider = session.identityProviders().getByAlias(alias);
        String name = provider == null ? null : provider.getDisplayName();
        return name == null || name.isBlank() || name.startsWith("${") ? alias : name;
    }

    /** UTC, which is the same for everybody who reads of it: where the owner is nobody knows. */
    private static String time(Instant at, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(ZoneOffset.UTC)
                        .format(at)
                + " UTC";
    }
}
