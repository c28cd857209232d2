package io.github.keycloakporter.themes;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.keycloak.forms.login.MessageType;
import org.keycloak.forms.login.freemarker.model.AuthenticationContextBean;
import org.keycloak.forms.login.freemarker.model.PasswordPoliciesBean;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.theme.KeycloakSanitizerMethod;
import org.keycloak.theme.ThemeResourcesParser;
import org.keycloak.theme.beans.AdvancedMessageFormatterMethod;
import org.keycloak.theme.beans.LinkExpirationFormatterMethod;
import org.keycloak.theme.beans.MessageBean;
import org.keycloak.theme.beans.MessagesPerFieldBean;

/** What the server puts before a template, with sample values. */
final class Models {

    static final List<Locale> LOCALES =
            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.forLanguageTag("es"));
    /** Two attacks on a page in one name: markup, and a message key in dollar braces. */
    static final String HOSTILE = "<img src=x onerror=alert(1)>${7*7}${doLogIn}\"'";

    static final String LINK = "https://id.example.org/realms/harbour/go/q7Yw0nXk2b_4sVtE9cRz1uLhJ8mPaD6fGiOoKQyB3xM";

    private Models() {}

    /** The common part of every login page, as FreeMarkerLoginFormsProvider makes it. */
    static Map<String, Object> login(ThemeFiles theme, Locale locale, Map<String, String> realmAttributes) {
        Properties messages = theme.messages(locale);
        Properties properties = theme.properties();
        Map<String, Object> model = new HashMap<>();
        model.put("realm", realm(realmAttributes));
        model.put("title", "Harbour");
        model.put("lang", locale.getLanguage());
        model.put("locale", locale(locale));
        model.put("url", url(theme));
        model.put("auth", new AuthenticationContextBean(null, null));
        model.put("msg", new StrictMessages(messages, locale));
        model.put("advancedMsg", new AdvancedMessageFormatterMethod(locale, messages));
        model.put("kcSanitize", new KeycloakSanitizerMethod());
        model.put("properties", properties);
        model.put("themeResources", ThemeResourcesParser.parse(properties));
        model.put("darkMode", true);
        model.put("scripts", List.of());
        model.put("messagesPerField", new MessagesPerFieldBean());
        model.put("pageId", "page");
        model.put("login", Map.of());
        model.put("social", Map.of());
        return model;
    }

    private static Map<String, Object> realm(Map<String, String> attributes) {
        Map<String, Object> realm = new HashMap<>();
        realm.put("name", "harbour");
        realm.put("displayName", "Harbour Library");
        realm.put("displayNameHtml", "Harbour Library");
        realm.put("attributes", attributes);
        realm.put("internationalizationEnabled", true);
        realm.put("loginWithEmailAllowed", true);
        realm.put("registrationEmailAsUsername", true);
        realm.put("registrationAllowed", true);
        realm.put("resetPasswordAllowed", true);
        realm.put("rememberMe", true);
        realm.put("password", true);
        realm.put("duplicateEmailsAllowed", false);
        return realm;
    }

    private static Map<String, Object> locale(Locale current) {
        List<Map<String, String>> supported = LOCALES.stream()
                .map(each -> Map.of(
                        "languageTag", each.getLanguage(),
                        "label", each.getDisplayLanguage(each),
                        "url", "?kc_locale=" + each.getLanguage()))
                .toList();
        return Map.of(
                "rtl",
                false,
                "current",
                current.getDisplayLanguage(current),
                "currentLanguageTag",
                current.getLanguage(),
                "supported",
                supported);
    }

    private static Map<String, Object> url(ThemeFiles theme) {
        return Map.of(
                "resourcesPath", "/resources/login/" + theme.name(),
                "resourcesCommonPath", "/resources/common",
                "loginAction", "/login-actions/required-action?a=1&b=2",
                "loginRestartFlowUrl", "/login-actions/restart?a=1&b=2",
                "ssoLoginInOtherTabsUrl", "/login-actions/restart?skip_logout=true",
                "loginUrl", "/login-actions/authenticate",
                "registrationUrl", "/login-actions/registration",
                "registrationAction", "/login-actions/registration?a=1&b=2",
                "loginResetCredentialsUrl", "/login-actions/reset-credentials");
    }

    static Map<String, Object> verify(String email, int resendSeconds, boolean changing, String typed) {
        Map<String, Object> verify = new HashMap<>();
        verify.put("email", email);
        verify.put("codeLength", 6);
        verify.put("resendSeconds", resendSeconds);
        verify.put("canChangeEmail", true);
        verify.put("changing", changing);
        verify.put("typedEmail", typed);
        verify.put("statusUrl", "/realms/harbour/porter/status?tab=1&client=app");
        verify.put("continueUrl", "/realms/harbour/porter/continue?tab=1&client=app");
        return verify;
    }

    /** The waiting page with the mail in a state; a complaint is told beside {@code undeliverable}. */
    static Map<String, Object> verifyMail(String state, String domain) {
        Map<String, Object> verify = verify("anna@" + domain, 0, false, null);
        boolean unwanted = state.equals("unwanted");
        verify.put(
                "mail", Map.of("state", unwanted ? "undeliverable" : state, "domain", domain, "complaint", unwanted));
        return verify;
    }

    /** The registration form of a realm with the sign-up guard. */
    static Map<String, Object> signUp(String typed, Map<String, Object> guard) {
        Map<String, Object> signUp = new HashMap<>(Map.of("honeypot", "homepage", "waitSeconds", 0L));
        signUp.putAll(guard);
        return Map.of(
                "signUp",
                signUp,
                "profile",
                Map.of(
                        "attributes",
                        List.of(
                                attribute("email", "${email}", typed),
                                attribute("firstName", "${firstName}", "Anna"),
                                attribute("lastName", "${lastName}", "Weber")),
                        "html5DataAnnotations",
                        Map.of()));
    }

    /** A form with a new password in a realm with rules for it. */
    static Map<String, Object> password() {
        return Map.of(
                "passwordRequired",
                true,
                "passwordPolicies",
                new PasswordPoliciesBean(PasswordPolicy.empty()),
                "username",
                "anna@example.org",
                "passwordRules",
                List.of(
                        rule(
                                "Use at least 12 characters.",
                                "{\"kind\":\"length\",\"min\":12,\"max\":2147483647}",
                                false),
                        rule("Include a digit.", "{\"kind\":\"pattern\",\"pattern\":\"\\\\p{Nd}\"}", false),
                        rule("Choose a password that is not widely used.", "{}", false),
                        rule("Use at most 256 characters.", "{\"kind\":\"length\",\"min\":0,\"max\":256}", true)));
    }

    private static Map<String, Object> rule(String text, String test, boolean quiet) {
        return Map.of("text", text, "test", test, "quiet", quiet);
    }

    private static Map<String, Object> attribute(String name, String label, String value) {
        Map<String, Object> attribute = new HashMap<>(Map.of(
                "name",
                name,
                "displayName",
                label,
                "required",
                true,
                "readOnly",
                false,
                "multivalued",
                false,
                "value",
                value,
                "annotations",
                Map.of(),
                "html5DataAnnotations",
                Map.of()));
        return attribute;
    }

    static Map<String, Object> link(String purpose, List<String> actions) {
        Map<String, Object> link = new HashMap<>();
        link.put("purpose", purpose);
        link.put("maskedEmail", "a***@example.org");
        link.put("appName", "Harbour Catalogue");
        link.put("actionUrl", "/realms/harbour/go/token");
        link.put("proof", "Yt0-proof");
        link.put("actions", actions);
        return link;
    }

    /** One of each kind; the names are what somebody chose. */
    static List<Map<String, String>> signInMethods(String name) {
        return List.of(
                method("password", "password", "", ""),
                method("provider", "provider:example", "Example ID", "a***@example.org"),
                method("authenticator-app", "credential:1", name, ""),
                method("security-key", "credential:2", name, ""),
                method("passkey", "credential:3", name, ""),
                method("recovery-codes", "credential:4", "", ""),
                method("other", "credential:5", "", ""));
    }

    private static Map<String, String> method(String kind, String key, String name, String account) {
        return Map.of("kind", kind, "key", key, "name", name, "account", account);
    }

    static Map<String, Object> deadLink(String state, String purpose, String wayOnUrl) {
        Map<String, Object> link = new HashMap<>();
        link.put("state", state);
        link.put("purpose", purpose);
        link.put("wayOnUrl", wayOnUrl);
        link.put("appName", "Harbour Catalogue");
        return link;
    }

    static MessageBean message(MessageType type, String text) {
        return new MessageBean(text, type);
    }

    static MessagesPerFieldBean fieldError(String field, String text) {
        MessagesPerFieldBean messages = new MessagesPerFieldBean();
        messages.addMessage(field, text, MessageType.ERROR);
        return messages;
    }

    /** Everything any mail may ask for, as FreeMarkerEmailTemplateProvider and the outbox's wrapper make it. */
    static Map<String, Object> mail(Locale locale, Map<String, String> brand) {
        Properties messages = ThemeFiles.PORTER_EMAIL.messages(locale);
        Map<String, Object> model = new HashMap<>();
        model.put("msg", new StrictMessages(messages, locale));
        model.put("advancedMsg", new AdvancedMessageFormatterMethod(locale, messages));
        model.put("kcSanitize", new KeycloakSanitizerMethod());
        model.put("locale", locale);
        model.put("ltr", true);
        model.put("properties", ThemeFiles.PORTER_EMAIL.properties());
        model.put("subject", "Subject");
        model.put("realmName", "Harbour Library");
        model.put("brand", brand);
        model.put("user", Map.of("username", "anna", "email", "anna@example.org", "attributes", Map.of()));
        model.put("link", LINK);
        model.put("linkExpiration", 1440L);
        model.put("linkExpirationFormatter", new LinkExpirationFormatterMethod(messages, locale));
        model.put("requiredActions", List.of("UPDATE_PASSWORD", "CONFIGURE_TOTP", "of-another-extension"));
        model.put("newEmail", "anna.new@example.org");
        model.put("identityProviderDisplayName", "Example ID");
        model.put("identityProviderContext", Map.of("username", "anna.example"));
        model.put("organization", Map.of("name", "Night Readers"));
        model.put("event", Map.of("date", "today", "ipAddress", "192.0.2.7"));
        return model;
    }

    static Map<String, Object> with(Map<String, Object> model, Map<String, Object> more) {
        model.putAll(more);
        return model;
    }
}
