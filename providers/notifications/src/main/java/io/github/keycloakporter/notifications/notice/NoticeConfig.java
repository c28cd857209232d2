package io.github.keycloakporter.notifications.notice;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * What holds for all realms.
 *
 * @param on the types that are sent where a realm says nothing
 * @param showIp whether a notice names the IP address it came from
 * @param takeBack whether the old address may take an account back
 * @param linkLifespan how long an owner may say 'this was not me'
 * @param foldInterval how often is looked whether folded notices are due
 */
public record NoticeConfig(
        Set<NoticeType> on, boolean showIp, boolean takeBack, Duration linkLifespan, Duration foldInterval) {

    static final String SHOW_IP = "ip";
    static final String TAKE_BACK = "take-back";

    private static final String LINK_LIFESPAN = "linkLifespan";
    private static final String FOLD_INTERVAL = "foldInterval";
    private static final Duration DEFAULT_LINK_LIFESPAN = Duration.ofHours(72);
    private static final Duration DEFAULT_FOLD_INTERVAL = Duration.ofMinutes(1);

    /** How a switch is written, here and in the attributes of realms. */
    enum Switch {
        ON,
        OFF;

        static Switch of(boolean on) {
            return on ? ON : OFF;
        }
    }

    public NoticeConfig {
        on = Set.copyOf(on);
    }

    public static NoticeConfig from(ScopeReader options) {
        Set<NoticeType> on = EnumSet.noneOf(NoticeType.class);
        for (NoticeType type : NoticeType.values()) {
            if (isOn(options, type.option(), type.onByDefault())) {
                on.add(type);
            }
        }
        return new NoticeConfig(
                on,
                isOn(options, SHOW_IP, false),
                isOn(options, NoticeType.camelCase(TAKE_BACK), true),
                options.duration(LINK_LIFESPAN, DEFAULT_LINK_LIFESPAN, Duration.ofHours(1), Duration.ofDays(30)),
                options.duration(FOLD_INTERVAL, DEFAULT_FOLD_INTERVAL, Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    private static boolean isOn(ScopeReader options, String name, boolean otherwise) {
        return options.choice(name, Switch.of(otherwise)) == Switch.ON;
    }

    public static List<ProviderConfigProperty> metadata() {
        ProviderConfigurationBuilder options = ProviderConfigurationBuilder.create();
        for (NoticeType type : NoticeType.values()) {
            flag(
                    options,
                    type.option(),
                    type.onByDefault(),
                    "Whether the owner gets an email when " + what(type) + ".",
                    type.tag());
        }
        flag(options, SHOW_IP, false, "Whether a notice contains the IP address of the request.", SHOW_IP);
        flag(
                options,
                NoticeType.camelCase(TAKE_BACK),
                true,
                "Whether the notice to the old address contains a link that restores it after a change.",
                TAKE_BACK);
        return options.property()
                .name(LINK_LIFESPAN)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Lifespan of the link 'This was not me' in a notice: 1h to 30d.")
                .defaultValue("72h")
                .add()
                .property()
                .name(FOLD_INTERVAL)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "Interval at which each node looks for due summaries of notices that the limit held back: 1s to 1h.")
                .defaultValue("1m")
                .add()
                .build();
    }

    private static void flag(
            ProviderConfigurationBuilder options, String name, boolean on, String help, String attribute) {
        options.property()
                .name(name)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("on", "off")
                .helpText(help + " Realm attribute: " + NoticeSettings.ATTRIBUTES + attribute + ".")
                .defaultValue(on ? "on" : "off")
                .add();
    }

    private static String what(NoticeType type) {
        return switch (type) {
            case PASSWORD_CHANGED -> "the password was changed";
            case PASSWORD_RESET -> "the password was reset with a link from an email";
            case PASSWORD_SET -> "an administrator set the password";
            case ADDRESS_CHANGED -> "the address was changed. It goes to the old and the new address";
            case FACTOR_ADDED -> "an authenticator app, a security key or a passkey was added";
            case FACTOR_REMOVED -> "a way to sign in was removed";
            case RECOVERY_CODES -> "recovery codes were generated";
            case LOCKED_TEMPORARILY -> "brute-force detection locked the account temporarily";
            case LOCKED_PERMANENTLY -> "brute-force detection locked the account permanently";
            case NEW_DEVICE -> "somebody signed in with a browser that was not seen before";
            case ACCOUNT_DISABLED -> "the account was disabled";
            case ACCOUNT_REENABLED -> "the account was enabled again";
            case PROVIDER_LINKED -> "an identity provider was linked";
            case PROVIDER_UNLINKED -> "an identity provider was unlinked";
            case ACCOUNT_DELETED -> "the account was deleted";
        };
    }
}
