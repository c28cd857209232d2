package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.Rate;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of the rate limiter: one per action and dimension, with what it protects, and whose word on IPs counts. */
final class LimitOptions {

    private LimitOptions() {}

    static List<ProviderConfigProperty> metadata() {
        ProviderConfigurationBuilder options = ProviderConfigurationBuilder.create();
        for (LimitedAction action : LimitedAction.values()) {
            action.defaults().forEach((dimension, rates) -> options.property()
                    .name(LimitRules.option(action, dimension))
                    .type(ProviderConfigProperty.STRING_TYPE)
                    .helpText(what(action) + " " + by(dimension) + ", or off. " + why(action)
                            + " Realm attribute: " + LimitRules.ATTRIBUTES
                            + LimitRules.name(action, dimension) + ".")
                    .defaultValue(Rate.text(rates))
                    .add());
        }
        return options.property()
                .name(ProxyTrust.OPTION)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("named", "any")
                .helpText(
                        "Which callers may set the client IP in forwarded headers. 'named' stops the start in production if"
                                + " --proxy-headers is set and --proxy-trusted-addresses is not. 'any' is for servers that only the"
                                + " proxy can reach.")
                .defaultValue("named")
                .add()
                .build();
    }

    private static String what(LimitedAction action) {
        return switch (action) {
            case VERIFY_EMAIL -> "Verification emails";
            case CHANGE_ADDRESS -> "Changes of the address on the waiting page";
            case CODE_TRY -> "Wrong codes";
            case RESET_PASSWORD -> "Password reset requests and emails";
            case REGISTER -> "Registrations";
            case ACCOUNT_EXISTS -> "Emails about a sign-up with the address of an existing account";
            case FAILED_LINK -> "Requests for links that never existed";
            case REMINDER -> "Reminders to verify the address";
            case SECURITY_NOTICE -> "Notices of one type";
            case USER_MAIL -> "Emails that were not sent by an administrator";
        };
    }

    private static String why(LimitedAction action) {
        return switch (action) {
            case VERIFY_EMAIL -> "Protects the mailboxes of others and the sender's reputation.";
            case CHANGE_ADDRESS -> "Prevents emails from one account to many addresses.";
            case CODE_TRY -> "Prevents guessing of six-digit codes, independent of the number of codes sent.";
            case RESET_PASSWORD -> "Prevents flooding of a mailbox and trying of many addresses.";
            case REGISTER -> "Prevents bulk registrations.";
            case ACCOUNT_EXISTS -> "Prevents flooding of the owner's mailbox by sign-ups.";
            case FAILED_LINK -> "Prevents guessing of links.";
            case REMINDER -> "Prevents too many reminders.";
            case SECURITY_NOTICE -> "Prevents flooding of the owner's mailbox by notices.";
            case USER_MAIL -> "Limits the cost of an attack from many IPs or with many addresses.";
        };
    }

    private static String by(Dimension dimension) {
        return switch (dimension) {
            case ADDRESS -> "for one address";
            case MAILBOX ->
                "for all plus-sign and look-alike variants of one address together, except the plain address and"
                        + " verified ones";
            case USER -> "for one user";
            case IP -> "from one IP (IPv6: one /64)";
            case SUBNET -> "from one subnet (/24, IPv6: /48)";
            case REALM -> "in the whole realm";
        };
    }
}
