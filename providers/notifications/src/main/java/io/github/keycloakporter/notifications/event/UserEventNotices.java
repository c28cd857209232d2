package io.github.keycloakporter.notifications.event;

import io.github.keycloakporter.notifications.notice.Device;
import io.github.keycloakporter.notifications.notice.Notice;
import io.github.keycloakporter.notifications.notice.Notice.What;
import io.github.keycloakporter.notifications.notice.Notice.Where;
import io.github.keycloakporter.notifications.notice.NoticeType;
import io.github.keycloakporter.notifications.notice.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

/** What is done under a user's own name, as Keycloak's events tell it. */
final class UserEventNotices {

    /** Whoever registers logs in at once, on a device that is new with the account. */
    private static final Duration NEW_ACCOUNT = Duration.ofHours(1);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Notices notices;

    UserEventNotices(KeycloakSession session, RealmModel realm, Notices notices) {
        this.session = session;
        this.realm = realm;
        this.notices = notices;
    }

    /** Of events that come in twos, such as UPDATE_CREDENTIAL and the older UPDATE_PASSWORD, the newer one is listened to. */
    void tell(Event event) {
        switch (event.getType()) {
            case UPDATE_CREDENTIAL -> credentialUpdated(event);
            case REMOVE_CREDENTIAL ->
                tell(event, NoticeType.FACTOR_REMOVED, What.factor(detail(event, Details.CREDENTIAL_TYPE), null));
            case UPDATE_EMAIL, UPDATE_PROFILE -> profileUpdated(event);
            case FEDERATED_IDENTITY_LINK, FEDERATED_IDENTITY_OVERRIDE_LINK -> providerLinked(event);
            case REMOVE_FEDERATED_IDENTITY ->
                tell(event, NoticeType.PROVIDER_UNLINKED, What.provider(detail(event, Details.IDENTITY_PROVIDER)));
            case USER_DISABLED_BY_TEMPORARY_LOCKOUT -> tell(event, NoticeType.LOCKED_TEMPORARILY, What.NOTHING);
            case USER_DISABLED_BY_PERMANENT_LOCKOUT -> tell(event, NoticeType.LOCKED_PERMANENTLY, What.NOTHING);
            case LOGIN -> loggedIn(event);
            default -> {
                // nothing an owner has to be told of
            }
        }
    }

    private void credentialUpdated(Event event) {
        String type = detail(event, Details.CREDENTIAL_TYPE);
        if (PasswordCredentialModel.TYPE.equals(type)) {
            if (couldBeUsedBefore(event)) {
                boolean reset = MailedLink.ledHere(session, event.getUserId());
                tell(event, reset ? NoticeType.PASSWORD_RESET : NoticeType.PASSWORD_CHANGED, What.NOTHING);
            }
        } else if (type != null) {
            boolean codes = RecoveryAuthnCodesCredentialModel.TYPE.equals(type);
            NoticeType notice = codes ? NoticeType.RECOVERY_CODES : NoticeType.FACTOR_ADDED;
            user(event)
                    .ifPresent(user -> notices.tell(
                            user,
                            notice(
                                    event,
                                    notice,
                                    What.factor(type, newest(user, type).orElse(null)))));
        }
    }

    private void profileUpdated(Event event) {
        if (notices.areOn(NoticeType.ADDRESS_CHANGED)) {
            user(event).ifPresent(user -> CommittedAccount.of(session, realm, user.getId())
                    .filter(before -> before.isAnotherAddress(user.getEmail()))
                    .ifPresent(before -> notices.tellOfAddress(
                            user,
                            before.provenAddress(),
                            user.isEmailVerified() || MailedLink.proves(session, user),
                            notice(
                                    event,
                                    NoticeType.ADDRESS_CHANGED,
                                    What.address(before.address(), user.getEmail())))));
        }
    }

    /** The link that a brokered account begins with is no news. */
    private void providerLinked(Event event) {
        if (notices.areOn(NoticeType.PROVIDER_LINKED) && couldBeUsedBefore(event)) {
            tell(event, NoticeType.PROVIDER_LINKED, What.provider(detail(event, Details.IDENTITY_PROVIDER)));
        }
    }

    /** A log-in without a browser, such as a direct grant, has no cookies to be known by. */
    private void loggedIn(Event event) {
        HttpRequest request = session.getContext().getHttpRequest();
        if (!notices.areOn(NoticeType.NEW_DEVICE)
                || detail(event, Details.REDIRECT_URI) == null
                || request.getHttpHeaders() == null) {
            return;
        }
        user(event).ifPresent(user -> {
            DeviceCookie cookie = new DeviceCookie(session, realm, user, device());
            if (!cookie.isKnown(request)) {
                cookie.remember();
                if (!isNew(user)) {
                    notices.tell(user, notice(event, NoticeType.NEW_DEVICE, What.NOTHING));
                }
            }
        });
    }

    private static boolean isNew(UserModel user) {
        return user.getCreatedTimestamp() != null
                && Instant.ofEpochMilli(user.getCreatedTimestamp())
                        .plus(NEW_ACCOUNT)
                        .isAfter(Instant.now());
    }

    private boolean couldBeUsedBefore(Event event) {
        return CommittedAccount.of(session, realm, event.getUserId())
                .filter(CommittedAccount::hasWayIn)
                .isPresent();
    }

    private static Optional<String> newest(UserModel user, String type) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(type)
                .max(Comparator.comparing(CredentialModel::getCreatedDate))
                .map(CredentialModel::getId);
    }

    private void tell(Event event, NoticeType type, What what) {
        if (notices.areOn(type)) {
            user(event).ifPresent(user -> notices.tell(user, notice(event, type, what)));
        }
    }

    private Notice notice(Event event, NoticeType type, What what) {
        return new Notice(type, Instant.ofEpochMilli(event.getTime()), where(event), what);
    }

    private Where where(Event event) {
        return new Where(app(event), device(), Optional.ofNullable(event.getIpAddress()), false);
    }

    /** The app's name for people; Keycloak's own carry a message key, which no mail knows. */
    private Optional<String> app(Event event) {
        ClientModel client =
                event.getClientId() == null ? null : session.clients().getClientByClientId(realm, event.getClientId());
        return Optional.ofNullable(client).map(app -> {
            String name = app.getName();
            return name == null || name.isBlank() || name.startsWith("${") ? app.getClientId() : name;
        });
    }

    private Optional<Device> device() {
        HttpRequest request = session.getContext().getHttpRequest();
        return request == null || request.getHttpHeaders() == null
                ? Optional.empty()
                : Device.of(request.getHttpHeaders().getHeaderString("User-Agent"));
    }

    private Optional<UserModel> user(Event event) {
        return Optional.ofNullable(session.users().getUserById(realm, event.getUserId()));
    }

    private static String detail(Event event, String name) {
        Map<String, String> details = event.getDetails();
        return details == null ? null : details.get(name);
    }
}
