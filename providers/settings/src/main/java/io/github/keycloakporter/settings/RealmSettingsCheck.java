package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Loopback;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.vault.VaultStringSecret;

/** A realm's own settings in Keycloak, and its attributes. */
public final class RealmSettingsCheck implements ConfigCheckFactory {

    public static final String PROVIDER_ID = "realm";

    private static final Rule VERIFY_EMAIL = Rule.error(
            "verify-email",
            "Anyone can sign in with an address that is not theirs.",
            "Switch on Verify email under Realm settings, Login.");
    private static final Rule SSL_REQUIRED = Rule.error(
            "ssl-required",
            "Logins over plain HTTP are accepted from everywhere.",
            "Set Require SSL to external requests or all requests under Realm settings, General.");
    private static final Rule FRONTEND_URL = Rule.error(
            "frontend-url",
            "Links in emails use plain HTTP.",
            "Set the Frontend URL to https://…, or clear it if the realm uses the server's hostname.");
    private static final Rule HSTS = Rule.warning(
            "hsts",
            "A browser that opens http:// can be attacked by anyone on its network.",
            "Set HTTP Strict Transport Security under Realm settings, Security defenses, to max-age=31536000;"
                    + " includeSubDomains.");
    private static final Rule BRUTE_FORCE = Rule.error(
            "brute-force",
            "Passwords can be tried without a limit.",
            "Switch on brute force detection under Realm settings, Security defenses.");
    private static final Rule PERMANENT_LOCKOUT = Rule.warning(
            "permanent-lockout",
            "Anyone with a list of addresses can lock out their owners permanently.",
            "Choose a temporary lockout under Realm settings, Security defenses.");
    private static final Rule PASSWORD_POLICY = Rule.warning(
            "password-policy",
            "The most common passwords are accepted.",
            "Set a policy under Authentication, Policies. realm-config/password-policies contains examples.");
    private static final Rule DUPLICATE_EMAILS = Rule.error(
            "duplicate-emails",
            "Users cannot tell which of several accounts a link is for, and limits by address count them as one.",
            "Switch off Duplicate emails under Realm settings, Login.");
    private static final Rule EVENTS_OFF = Rule.warning(
            "events-off",
            "After an incident there is no record of who did what.",
            "Switch on Save events under Realm settings, Events, User events settings.");
    private static final Rule EVENTS_FOREVER = Rule.warning(
            "events-forever",
            "Events contain email and IP addresses. The table grows, and privacy law requires a retention period.",
            "Set an expiration, such as 30 days, under Realm settings, Events.");
    private static final Rule ADMIN_EVENTS_OFF = Rule.warning(
            "admin-events-off",
            "There is no record of changes by an administrator, or by an attacker with an administrator's"
                    + " account.",
            "Switch on Save events under Realm settings, Events, Admin events settings.");
    private static final Rule LINK_SHORT = Rule.warning(
            "link-lifespan-short",
            "Links expire before users can open them.",
            "Set 10 minutes or more under Realm settings, Tokens.");
    private static final Rule LINK_LONG = Rule.warning(
            "link-lifespan-long",
            "Anyone who can read old emails can take over the account.",
            "Set at most 24 hours for reset links and 7 days for others, under Realm settings, Tokens.");
    private static final Rule LOGIN_ACTION_SHORT = Rule.warning(
            "login-action-short",
            "The waiting page expires before the code in the email does.",
            "Set Login action timeout under Realm settings, Tokens, to 30 minutes.");
    private static final Rule DEMO_CLIENT = Rule.error(
            "demo-client",
            "The demo app's client redirects to localhost: any program that listens there receives authorization"
                    + " codes.",
            "Disable or delete the client demo-app (PORTER_DEMO_ENABLED=false).");
    private static final Rule EMAIL_LISTENER = Rule.warning(
            "email-listener",
            "Owners get two emails for one change: Porter's notice and the one of Keycloak's listener.",
            "Remove the listener email under Realm settings, Events.");
    private static final Rule ATTRIBUTE_UNKNOWN = Rule.warning(
            "attribute-unknown",
            "The attribute has no effect, and the default applies.",
            "Use a name from docs/configuration.md, or remove the attribute.");
    private static final Rule TRANSPORT_UNKNOWN = Rule.error(
            "transport-unknown",
            "Emails are sent by the other transports only. If there is none, they wait.",
            "Name the transports in the attribute " + RealmAttributes.TRANSPORTS + " as the server knows them.");

    private static final Rule VAULT_ENTRY = Rule.error(
            "vault-entry",
            "The feature that needs the secret does not work: emails are not sent, or webhook calls are rejected.",
            "Put the secret into the vault under <realm>_<name>, as docs/operations/secrets.md explains.");

    private static final String MASTER = "master";
    private static final String DEMO = "demo-app";
    private static final String FRONTEND = "frontendUrl";
    private static final String USER_LINK = "actionTokenGeneratedByUserLifespan";
    private static final String ADMIN_LINK = "actionTokenGeneratedByAdminLifespan";
    private static final int YEAR = 31_536_000;
    private static final Pattern VAULT = Pattern.compile("\\$\\{vault\\.[^}]+}");
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|.*[;\\s])max-age=\"?(\\d{1,12}).*");

    // Keycloak's own for a realm that says nothing
    private static final int DEFAULT_USER_LINK = 300;
    private static final int DEFAULT_ADMIN_LINK = 43_200;
    private static final int DEFAULT_LOGIN_ACTION = 300;

    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_RESET = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(7);

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<Rule> rules() {
        return List.of(
                VERIFY_EMAIL,
                SSL_REQUIRED,
                FRONTEND_URL,
                HSTS,
                BRUTE_FORCE,
                PERMANENT_LOCKOUT,
                PASSWORD_POLICY,
                DUPLICATE_EMAILS,
                EVENTS_OFF,
                EVENTS_FOREVER,
                ADMIN_EVENTS_OFF,
                LINK_SHORT,
                LINK_LONG,
                LOGIN_ACTION_SHORT,
                DEMO_CLIENT,
                EMAIL_LISTENER,
                ATTRIBUTE_UNKNOWN,
                TRANSPORT_UNKNOWN,
                VAULT_ENTRY);
    }

    @Override
    public void realm(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {
        transport(realm, found);
        accounts(realm, found);
        events(realm, found);
        lifespans(realm, settings, found);
        attributes(realm, found);
    }

    private static void transport(RealmRepresentation realm, Consumer<Finding> found) {
        if ("none".equalsIgnoreCase(realm.getSslRequired())) {
            found.accept(SSL_REQUIRED.at("sslRequired", "is none"));
        }
        attribute(realm, FRONTEND)
                .filter(url -> url.toLowerCase(Locale.ROOT).startsWith("http:") && !isLocal(url))
                .ifPresent(url -> found.accept(FRONTEND_URL.at("frontendUrl", "is http")));
        if (realm.getBrowserSecurityHeaders() != null) {
            Matcher age = MAX_AGE.matcher(
                    String.valueOf(realm.getBrowserSecurityHeaders().get("strictTransportSecurity")));
            if (!age.matches() || Long.parseLong(age.group(1)) < YEAR) {
                found.accept(HSTS.at(
                        "browserSecurityHeaders.strictTransportSecurity",
                        age.matches() ? "holds for less than a year" : "is missing"));
            }
        }
    }

    private static boolean isLocal(String url) {
        try {
            return Loopback.isHost(String.valueOf(URI.create(url).getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void accounts(RealmRepresentation realm, Consumer<Finding> found) {
        // the accounts of administrators are made by administrators
        if (!is(realm.isVerifyEmail()) && !MASTER.equals(realm.getRealm())) {
            found.accept(VERIFY_EMAIL.at("verifyEmail", "is off"));
        }
        if (!is(realm.isBruteForceProtected())) {
            found.accept(BRUTE_FORCE.at("bruteForceProtected", "is off"));
        } else if (is(realm.isPermanentLockout())) {
            found.accept(PERMANENT_LOCKOUT.at("permanentLockout", "is on"));
        }
        if (realm.getPasswordPolicy() == null || realm.getPasswordPolicy().isBlank()) {
            found.accept(PASSWORD_POLICY.at("passwordPolicy", "is empty"));
        }
        if (is(realm.isDuplicateEmailsAllowed())) {
            found.accept(DUPLICATE_EMAILS.at("duplicateEmailsAllowed", "is on"));
        }
        if (realm.getClients() != null
                && realm.getClients().stream()
                        .anyMatch(client ->
                                DEMO.equals(client.getClientId()) && !Boolean.FALSE.equals(client.isEnabled()))) {
            found.accept(DEMO_CLIENT.at("client " + DEMO, "is enabled"));
        }
    }

    private static void events(RealmRepresentation realm, Consumer<Finding> found) {
        if (!is(realm.isEventsEnabled())) {
            found.accept(EVENTS_OFF.at("eventsEnabled", "is off"));
        } else if (realm.getEventsExpiration() == null || realm.getEventsExpiration() <= 0) {
            found.accept(EVENTS_FOREVER.at("eventsExpiration", "is not set"));
        }
        if (!is(realm.isAdminEventsEnabled())) {
            found.accept(ADMIN_EVENTS_OFF.at("adminEventsEnabled", "is off"));
        }
        if (realm.getEventsListeners() != null && realm.getEventsListeners().contains("email")) {
            found.accept(EMAIL_LISTENER.at("eventsListeners", "has the listener email"));
        }
    }

    private static void lifespans(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {
        int user = or(realm.getActionTokenGeneratedByUserLifespan(), DEFAULT_USER_LINK);
        link(realm, USER_LINK + ".verify-email", USER_LINK, user, LONGEST, found);
        link(realm, USER_LINK + ".reset-credentials", USER_LINK, user, LONGEST_RESET, found);
        int admin = or(realm.getActionTokenGeneratedByAdminLifespan(), DEFAULT_ADMIN_LINK);
        link(realm, ADMIN_LINK, ADMIN_LINK, admin, LONGEST, found);

        Duration page = Duration.ofSeconds(or(realm.getAccessCodeLifespanUserAction(), DEFAULT_LOGIN_ACTION));
        Duration code = new ScopeReader(settings.scope("email-template", "porter"), "email-template", "porter")
                .duration("codeLifespan", Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(10));
        if (page.compareTo(code) < 0) {
            found.accept(LOGIN_ACTION_SHORT.at(
                    "accessCodeLifespanUserAction",
                    "is " + page.toSeconds() + " s, and a code lives " + code.toSeconds() + " s"));
        }
    }

    private static void link(
            RealmRepresentation realm,
            String own,
            String common,
            int seconds,
            Duration longest,
            Consumer<Finding> found) {
        Optional<String> text = own.equals(common) ? Optional.empty() : attribute(realm, own);
        Duration life = Duration.ofSeconds(text.filter(number -> number.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(seconds));
        String where = text.isPresent() ? own : common;
        if (life.compareTo(SHORTEST) < 0) {
            found.accept(LINK_SHORT.at(where, "is " + life.toSeconds() + " s"));
        } else if (life.compareTo(longest) > 0) {
            found.accept(LINK_LONG.at(where, "is " + life.toSeconds() + " s"));
        }
    }

    private static void attributes(RealmRepresentation realm, Consumer<Finding> found) {
        RealmCheck.unknown(realm.getAttributesOrEmpty().keySet())
                .forEach((name, problem) -> found.accept(ATTRIBUTE_UNKNOWN.at(name, "is unknown, " + problem)));
    }

    @Override
    public void runningRealm(KeycloakSession session, RealmModel realm, Consumer<Finding> found) {
        vault(session, "", realm.getAttributes(), found);
        vault(session, "smtpServer.", realm.getSmtpConfig(), found);
        String order = realm.getAttribute(RealmAttributes.TRANSPORTS);
        if (order != null) {
            new TransportNames(session.getKeycloakSessionFactory()
                            .getProviderFactoriesStream(EmailTransportProvider.class)
                            .map(ProviderFactory::getId)
                            .collect(Collectors.toUnmodifiableSet()))
                    .problems(order)
                    .forEach(problem -> found.accept(TRANSPORT_UNKNOWN.at(RealmAttributes.TRANSPORTS, problem)));
        }
    }

    private static void vault(
            KeycloakSession session, String prefix, Map<String, String> settings, Consumer<Finding> found) {
        settings.forEach((name, value) -> {
            if (value != null && VAULT.matcher(value.trim()).matches()) {
                try (VaultStringSecret secret = session.vault().getStringSecret(value.trim())) {
                    if (secret.get().filter(text -> !text.isBlank()).isEmpty()) {
                        found.accept(VAULT_ENTRY.at(
                                prefix + name, "is " + value.trim() + ", and the vault has no such entry"));
                    }
                }
            }
        });
    }

    private static Optional<String> attribute(RealmRepresentation realm, String name) {
        return Optional.ofNullable(realm.getAttributesOrEmpty().get(name))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    private static boolean is(Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static int or(Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
