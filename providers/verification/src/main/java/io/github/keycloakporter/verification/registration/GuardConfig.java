package io.github.keycloakporter.verification.registration;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The guard's configuration in one flow. Keycloak asks nobody before it stores one; so a value that cannot be read is told
 * in the log, and the default counts.
 *
 * @param rules those that are on
 * @param minimum time that filling the form takes at least
 * @param existingAccount what a visitor is told who types an address that has an account
 * @param answer time that an answer takes at least where the visitor is not told
 */
record GuardConfig(Set<Rule> rules, Duration minimum, ExistingAccount existingAccount, Duration answer) {

    enum ExistingAccount {
        /** Stock's message at the field. */
        STOCK,
        /** The page that everybody gets. */
        SAFE
    }

    static final String EXISTING_ACCOUNT = "existing-account";
    static final String ANSWER_MILLISECONDS = "answer-milliseconds";

    private static final Logger LOGGER = Logger.getLogger(GuardConfig.class);

    private static final int MAX_SECONDS = 60;
    private static final String DEFAULT_SECONDS = "2";
    private static final int MAX_ANSWER_MILLISECONDS = 2_000;
    private static final String DEFAULT_ANSWER_MILLISECONDS = "250";

    /** Rules with an on/off switch, in the order of the console. */
    private static final Map<Rule, Boolean> SWITCHES = Map.of(
            Rule.LIMITS, true,
            Rule.DISPOSABLE_DOMAINS, true,
            Rule.MX_LOOKUP, false,
            Rule.TYPO_SUGGESTION, true,
            Rule.HONEYPOT, true,
            Rule.CLEAN_NAMES, true);

    static GuardConfig of(AuthenticatorConfigModel model) {
        Map<String, String> values = model == null || model.getConfig() == null ? Map.of() : model.getConfig();
        Set<Rule> rules = EnumSet.of(Rule.ADDRESS_SYNTAX);
        SWITCHES.forEach((rule, byDefault) -> {
            if (flag(values, rule.tag(), byDefault)) {
                rules.add(rule);
            }
        });
        Duration minimum =
                Duration.ofSeconds(number(values, Rule.MINIMUM_SECONDS.tag(), DEFAULT_SECONDS, MAX_SECONDS, "seconds"));
        if (!minimum.isZero()) {
            rules.add(Rule.MINIMUM_SECONDS);
        }
        Duration answer = Duration.ofMillis(number(
                values, ANSWER_MILLISECONDS, DEFAULT_ANSWER_MILLISECONDS, MAX_ANSWER_MILLISECONDS, "milliseconds"));
        return new GuardConfig(Set.copyOf(rules), minimum, existingAccount(values), answer);
    }

    /** The configuration of the guard that stands in the realm's registration; none where it does not. */
    static Optional<GuardConfig> in(RealmModel realm) {
        return Optional.ofNullable(realm.getRegistrationFlow())
                .flatMap(registration -> realm.getAuthenticationExecutionsStream(registration.getId())
                        .filter(step -> step.isEnabled() && step.isAuthenticatorFlow())
                        .flatMap(form -> in(realm, form.getFlowId()).stream())
                        .findFirst());
    }

    /** The configuration of the guard that stands in this form; none where it does not. */
    static Optional<GuardConfig> in(RealmModel realm, String formFlow) {
        return realm.getAuthenticationExecutionsStream(formFlow)
                .filter(step ->
                        step.isEnabled() && RegistrationGuardFactory.PROVIDER_ID.equals(step.getAuthenticator()))
                .findFirst()
                .map(step -> of(
                        step.getAuthenticatorConfig() == null
                                ? null
                                : realm.getAuthenticatorConfigById(step.getAuthenticatorConfig())));
    }

    boolean has(Rule rule) {
        return rules.contains(rule);
    }

    private static boolean flag(Map<String, String> values, String key, boolean byDefault) {
        String text = value(values, key, String.valueOf(byDefault));
        if (text.equals("true") || text.equals("false")) {
            return Boolean.parseBoolean(text);
        }
        return wrong(key, "true or false", text, byDefault);
    }

    private static int number(Map<String, String> values, String key, String byDefault, int max, String unit) {
        String text = value(values, key, byDefault);
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        return wrong(key, "a number of " + unit + " from 0 to " + max, text, Integer.parseInt(byDefault));
    }

    private static ExistingAccount existingAccount(Map<String, String> values) {
        String text = value(values, EXISTING_ACCOUNT, "stock");
        return switch (text) {
            case "stock" -> ExistingAccount.STOCK;
            case "safe" -> ExistingAccount.SAFE;
            default -> wrong(EXISTING_ACCOUNT, "stock or safe", text, ExistingAccount.STOCK);
        };
    }

    private static <T> T wrong(String key, String right, String text, T byDefault) {
        LOGGER.warnf(
                "Sign-up guard: %s must be %s, not '%s'; %s counts",
                key, right, text, byDefault.toString().toLowerCase(Locale.ROOT));
        return byDefault;
    }

    private static String value(Map<String, String> values, String key, String byDefault) {
        String value = values.get(key);
        return value == null || value.isBlank() ? byDefault : value.trim();
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property(flag(
                        Rule.LIMITS,
                        "Limit sign-ups",
                        "Whether the limits register.ip and register.subnet apply. A form that is rejected for another"
                                + " reason is not charged."))
                .property()
                .name(EXISTING_ACCOUNT)
                .label("Address with an account")
                .helpText(
                        "Answer to a sign-up with the address of an account. 'stock' shows an error at the field. 'safe'"
                                + " shows the same page as for a new address and sends an email to the owner. It needs the step 'Porter"
                                + " sign-up: existing account' after the form, and a realm that verifies addresses.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("stock", "safe")
                .defaultValue("stock")
                .add()
                .property()
                .name(ANSWER_MILLISECONDS)
                .label("Least time of an answer")
                .helpText("Milliseconds from 0 to " + MAX_ANSWER_MILLISECONDS
                        + " that an answer takes at least if 'Address with an account' is 'safe', so that its time does not"
                        + " reveal whether an account was created. Set it higher than the time that the server needs. 0"
                        + " disables it.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(DEFAULT_ANSWER_MILLISECONDS)
                .add()
                .property(flag(
                        Rule.DISPOSABLE_DOMAINS,
                        "Refuse disposable addresses",
                        "Whether addresses of disposable email providers, subdomains included, are rejected."))
                .property(flag(
                        Rule.MX_LOOKUP,
                        "Check whether the domain accepts email",
                        "Whether the domain is looked up, for at most 2 seconds. A domain without MX, A and AAAA records is"
                                + " rejected. If the name server does not answer, the address is accepted."))
                .property(flag(
                        Rule.TYPO_SUGGESTION,
                        "Suggest the likely address",
                        "Whether the form asks once about a likely typing error such as gmial.com: 'Did you mean …?' It"
                                + " never rejects an address."))
                .property(flag(
                        Rule.HONEYPOT,
                        "Hidden field",
                        "Whether the form has a hidden field and is rejected if that field is filled in."))
                .property()
                .name(Rule.MINIMUM_SECONDS.tag())
                .label("Least time to fill the form")
                .helpText(
                        "Seconds from 0 to " + MAX_SECONDS
                                + " between the page and its first submission. A faster submission has to be repeated. 0 disables it.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(DEFAULT_SECONDS)
                .add()
                .property(
                        flag(
                                Rule.CLEAN_NAMES,
                                "Refuse control characters",
                                "Whether control characters and bidirectional formatting characters in the fields are rejected."))
                .build();
    }

    private static ProviderConfigProperty flag(Rule rule, String label, String help) {
        return new ProviderConfigProperty(
                rule.tag(), label, help, ProviderConfigProperty.BOOLEAN_TYPE, String.valueOf(SWITCHES.get(rule)));
    }
}
