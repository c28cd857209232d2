package io.github.keycloakporter.notifications.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an owner is told of. Each can be switched off, for all realms by an option and for one by an attribute. */
public enum NoticeType {
    PASSWORD_CHANGED,
    /** By a link from a mail. */
    PASSWORD_RESET,
    /** By an administrator. */
    PASSWORD_SET,
    ADDRESS_CHANGED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    RECOVERY_CODES,
    LOCKED_TEMPORARILY,
    LOCKED_PERMANENTLY,
    /** Off unless asked for: browsers that keep no cookies are new each time. */
    NEW_DEVICE,
    ACCOUNT_DISABLED,
    /** Not called ENABLED: Keycloak takes an option that ends in {@code -enabled} for one of the build. */
    ACCOUNT_REENABLED,
    PROVIDER_LINKED,
    PROVIDER_UNLINKED,
    ACCOUNT_DELETED;

    /** In lower case with dashes, as it stands in attributes, messages, figures and the database. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The server's option in camelCase. */
    String option() {
        return camelCase(tag());
    }

    boolean onByDefault() {
        return this != NEW_DEVICE;
    }

    /** Whether there is an account left that somebody can log in to, and so something to secure. */
    boolean leavesAWayIn() {
        return this != ACCOUNT_DELETED && this != ACCOUNT_DISABLED && this != LOCKED_PERMANENTLY;
    }

    static Optional<NoticeType> of(String tag) {
        return Arrays.stream(values()).filter(type -> type.tag().equals(tag)).findFirst();
    }

    static String camelCase(String dashed) {
        StringBuilder name = new StringBuilder();
        for (String word : dashed.split("-")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
