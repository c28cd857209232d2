package io.github.keycloakporter.spi.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel.RequiredAction;

/**
 * The time between two mails that prove an address, to one user and to one address. An option of the required action
 * VERIFY_EMAIL, under the name stock gave it.
 *
 * @param period zero switches it off
 */
public record MailCooldown(Duration period) {

    public static final String OPTION = "emailResendCooldownSeconds";
    public static final int DEFAULT_SECONDS = 60;

    private static final System.Logger LOGGER = System.getLogger(MailCooldown.class.getName());
    private static final int MAX_SECONDS = 24 * 60 * 60;
    private static final MailCooldown DEFAULT = new MailCooldown(Duration.ofSeconds(DEFAULT_SECONDS));

    /** @throws IllegalArgumentException naming the option, if it is no number of seconds up to a day */
    public static MailCooldown from(RequiredActionConfigModel config) {
        String text = config == null ? null : config.getConfigValue(OPTION);
        if (text == null || text.isBlank()) {
            return DEFAULT;
        }
        try {
            int seconds = Integer.parseInt(text.trim());
            if (seconds >= 0 && seconds <= MAX_SECONDS) {
                return new MailCooldown(Duration.ofSeconds(seconds));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    /**
     * The cooldown of a realm, wherever the mail is sent from. Keycloak checks no options of a realm it imports: a wrong one is
     * told in the log, and the default counts.
     */
    public static MailCooldown in(RealmModel realm) {
        try {
            return from(realm.getRequiredActionConfigByAlias(RequiredAction.VERIFY_EMAIL.name()));
        } catch (IllegalArgumentException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "Realm {0}, required action VERIFY_EMAIL: {1}; {2} is taken",
                    realm.getName(),
                    e.getMessage(),
                    DEFAULT_SECONDS);
            return DEFAULT;
        }
    }

    /** As limits of one dimension: at most one, and none where it is switched off or nobody is known in that dimension. */
    public List<Limit> limits(Dimension dimension, Subjects subjects) {
        return period.isZero()
                ? List.of()
                : subjects.get(dimension).stream()
                        .map(subject ->
                                new Limit(LimitRules.name(LimitedAction.VERIFY_EMAIL, dimension), subject, 1, period))
                        .toList();
    }

    /** Everything that has to allow one mail with which a user proves an address; the realm's budget, too. */
    public List<Limit> mail(LimitRules rules, Subjects subjects) {
        List<Limit> all = new ArrayList<>(limits(Dimension.USER, subjects));
        all.addAll(limits(Dimension.ADDRESS, subjects));
        all.addAll(rules.limits(LimitedAction.VERIFY_EMAIL, subjects));
        all.addAll(rules.limits(LimitedAction.USER_MAIL, subjects));
        return all;
    }

    private static String message(String text) {
        return OPTION + " must be a number of seconds from 0 to " + MAX_SECONDS + ", not '" + text + "'";
    }
}
