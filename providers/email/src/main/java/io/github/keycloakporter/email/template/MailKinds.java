package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.mail.MailKind;

/** What a mail is for, by the template it is rendered from: the one thing every caller of Keycloak's template SPI names. */
final class MailKinds {

    private static final String CONNECTION_TEST = "email-test.ftl";

    private MailKinds() {}

    static MailKind of(String template) {
        return switch (template) {
            case "email-verification.ftl" -> MailKind.VERIFY_EMAIL;
            case "password-reset.ftl", "porter-no-password.ftl" -> MailKind.PASSWORD_RESET;
            case "executeActions.ftl" -> MailKind.EXECUTE_ACTIONS;
            case "email-update-confirmation.ftl" -> MailKind.UPDATE_EMAIL;
            case "identity-provider-link.ftl" -> MailKind.IDENTITY_PROVIDER_LINK;
            case "org-invite.ftl" -> MailKind.INVITE;
            case "porter-account-exists.ftl" -> MailKind.ACCOUNT_EXISTS;
            case "porter-reminder.ftl" -> MailKind.REMINDER;
            case "porter-notice.ftl" -> MailKind.SECURITY_NOTICE;
            default -> isStocksNotice(template) ? MailKind.SECURITY_NOTICE : MailKind.OTHER;
        };
    }

    /** From Keycloak's own {@code email} listener, for an event of that name. */
    static boolean isStocksNotice(String template) {
        return template.startsWith("event-");
    }

    /** The console's 'Test connection': it wants the truth at once, so it does not go through the outbox. */
    static boolean isConnectionTest(String template) {
        return CONNECTION_TEST.equals(template);
    }
}
