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
                            + " A realm's own: attribute " + LimitRules.ATTRIBUTES
                            + LimitRules.name(action, dimension) + ".")
                    .defaultValue(Rate.text(rates))
                    .add());
        }
        return options.property()
                .name(ProxyTrust.OPTION)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("named", "any")
                .helpText(
                        "Whose forwarded headers may tell the caller's IP. 'named' stops the start in production where"
                                + " --proxy-headers is set and --proxy-trusted-addresses names nobody; 'any' is for servers that nothing"
                                + " but the proxy can reach.")
                .defaultValue("named")
                .add()
                .build();
    }

    private static String what(LimitedAction action) {
        return switch (action) {
            case VERIFY_EMAIL -> "How many mails to prove an address are sent";
            case CHANGE_ADDRESS -> "How often another address is typed into the waiting page";
            case CODE_TRY -> "How many wrong codes are typed";
            case RESET_PASSWORD -> "How often a new password is asked for, or an email for it is sent,";
            case REGISTER -> "How many accounts are registered";
            case ACCOUNT_EXISTS -> "How many emails that tell of a sign-up with the address of an account are sent";
            case FAILED_LINK -> "How many links that never existed are opened";
            case REMINDER -> "How many reminders to prove the address are sent";
            case SECURITY_NOTICE -> "How many notices of one type about an account are sent";
            case USER_MAIL -> "How many emails that no administrator sent leave";
        };
    }

    private static String why(LimitedAction action) {
        return switch (action) {
            case VERIFY_EMAIL -> "Keeps the mailboxes of others, and the sender's reputation, from being used up.";
            case CHANGE_ADDRESS -> "Keeps one account from mailing to many addresses.";
            case CODE_TRY -> "Keeps a code of six digits from being guessed, however many codes are sent.";
            case RESET_PASSWORD -> "Keeps a mailbox from being flooded, and addresses from being tried one by one.";
            case REGISTER -> "Keeps a machine from making accounts in bulk.";
            case ACCOUNT_EXISTS -> "Keeps sign-ups from flooding the owner of an address.";
            case FAILED_LINK -> "Keeps links from being guessed.";
            case REMINDER -> "Keeps a reminder from becoming a nuisance.";
            case SECURITY_NOTICE -> "Keeps a notice from being used to flood its owner.";
            case USER_MAIL -> "Bounds what an attack from many places, or with many addresses, costs.";
        };
    }

    private static String by(Dimension dimension) {
        return switch (dimension) {
            case ADDRESS -> "for one address";
            case MAILBOX ->
                "for all addresses together that one mailbox has by plus signs and look-alike letters, but for its"
                        + " plain address and those that were proven";
            case USER -> "for one user";
            case IP -> "from one IP (IPv6: one /64)";
            case SUBNET -> "from one subnet (/24, IPv6: /48)";
            case REALM -> "in the whole realm";
        };
    }
}
