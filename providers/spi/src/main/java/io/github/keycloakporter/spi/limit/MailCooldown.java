package io.github.keycloakporter.spi.limit;

import io.github.keycloakporter.spi.config.ActionOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel.RequiredAction;

/**
 * The time between two mails that prove an address, to one user and to one address. An option of the required action
 * VERIFY_EMAIL, under the name stock gave it.
 *
 * @param period zero switches it off
 */
public record MailCooldown(Duration period) {

    public static final String OPTION = "emailResendCooldownSeconds";
    public static final Duration DEFAULT = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofDays(1);

    public static MailCooldown from(ActionOptions options) {
        return new MailCooldown(options.seconds(OPTION, DEFAULT, LONGEST));
    }

    /** The cooldown of a realm, wherever the mail is sent from. */
    public static MailCooldown in(RealmModel realm) {
        return from(ActionOptions.in(realm, RequiredAction.VERIFY_EMAIL.name()));
    }

    /** As limits of one dimension: at most one, and none where it is switched off or nobody is known in that dimension. */
    public List<Limit> limits(Dimension dimension, LimitSubjects subjects) {
        return period.isZero()
                ? List.of()
                : subjects.get(dimension).stream()
                        .map(subject ->
                                new Limit(LimitRules.name(LimitedAction.VERIFY_EMAIL, dimension), subject, 1, period))
                        .toList();
    }

    /** Everything that has to allow one email with which a user proves an address, but for the {@link MailBudget}. */
    public List<Limit> mail(LimitRules rules, LimitSubjects subjects) {
        return Stream.of(
                        limits(Dimension.USER, subjects),
                        limits(Dimension.ADDRESS, subjects),
                        rules.limits(LimitedAction.VERIFY_EMAIL, subjects))
                .flatMap(List::stream)
                // a rate that is the cooldown itself is charged once
                .distinct()
                .toList();
    }
}
