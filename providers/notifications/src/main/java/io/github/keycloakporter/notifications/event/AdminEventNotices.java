package io.github.keycloakporter.notifications.event;

import io.github.keycloakporter.notifications.notice.Notice;
import io.github.keycloakporter.notifications.notice.Notice.What;
import io.github.keycloakporter.notifications.notice.Notice.Where;
import io.github.keycloakporter.notifications.notice.NoticeType;
import io.github.keycloakporter.notifications.notice.Notices;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.events.Details;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What administrators do to accounts, from Keycloak's admin events. {@link AccountDeletedNotice} reports a deletion. */
final class AdminEventNotices {

    private static final Pattern PATH =
            Pattern.compile("users/([^/]+)(?:/(reset-password|credentials|federated-identity)(?:/([^/]+))?)?");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Notices notices;

    AdminEventNotices(KeycloakSession session, RealmModel realm, Notices notices) {
        this.session = session;
        this.realm = realm;
        this.notices = notices;
    }

    void tell(AdminEvent event) {
        if (event.getResourceType() != ResourceType.USER || event.getResourcePath() == null) {
            return;
        }
        Matcher path = PATH.matcher(event.getResourcePath());
        if (!path.matches()) {
            return;
        }
        UserModel user = session.users().getUserById(realm, path.group(1));
        if (user != null) {
            tell(event, user, Optional.ofNullable(path.group(2)).orElse(""), path.group(3));
        }
    }

    private void tell(AdminEvent event, UserModel user, String what, String name) {
        OperationType operation = event.getOperationType();
        switch (what) {
            case "" -> {
                if (operation == OperationType.UPDATE) {
                    updated(event, user);
                }
            }
            case "reset-password" -> tell(event, user, NoticeType.PASSWORD_SET, What.NOTHING);
            case "credentials" -> {
                String type =
                        event.getDetails() == null ? null : event.getDetails().get(Details.CREDENTIAL_TYPE);
                if (operation == OperationType.ACTION && type != null) {
                    tell(event, user, NoticeType.FACTOR_REMOVED, What.factor(type, null));
                }
            }
            default ->
                tell(
                        event,
                        user,
                        operation == OperationType.CREATE ? NoticeType.PROVIDER_LINKED : NoticeType.PROVIDER_UNLINKED,
                        What.provider(name));
        }
    }

    /** The event does not tell what was before. */
    private void updated(AdminEvent event, UserModel user) {
        CommittedAccount.of(session, realm, user.getId()).ifPresent(before -> {
            if (before.isAnotherAddress(user.getEmail())) {
                notices.tellOfAddress(
                        user,
                        before.provenAddress(),
                        user.isEmailVerified(),
                        notice(event, NoticeType.ADDRESS_CHANGED, What.address(before.address(), user.getEmail())));
            }
            if (before.enabled() != user.isEnabled()) {
                tell(
                        event,
                        user,
                        user.isEnabled() ? NoticeType.ACCOUNT_REENABLED : NoticeType.ACCOUNT_DISABLED,
                        What.NOTHING);
            }
            if (!before.passwords().equals(CommittedAccount.passwords(user))) {
                tell(event, user, NoticeType.PASSWORD_SET, What.NOTHING);
            }
        });
    }

    private void tell(AdminEvent event, UserModel user, NoticeType type, What what) {
        notices.tell(user, notice(event, type, what));
    }

    private static Notice notice(AdminEvent event, NoticeType type, What what) {
        return new Notice(type, Instant.ofEpochMilli(event.getTime()), Where.ADMIN, what);
    }
}
