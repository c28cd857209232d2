package io.github.keycloakporter.notifications.event;

import io.github.keycloakporter.notifications.notice.Notice;
import io.github.keycloakporter.notifications.notice.NoticeMetrics;
import io.github.keycloakporter.notifications.notice.NoticeSettings;
import io.github.keycloakporter.notifications.notice.NoticeType;
import io.github.keycloakporter.notifications.notice.Notices;
import java.time.Instant;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.UserModelDelegate;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Tells an owner that the account is deleted, whoever deletes it: the owner, an administrator or a job. Afterwards nobody
 * knows the address any more, so it is done just before, in the same transaction.
 */
final class AccountDeletedNotice implements ProviderEventListener {

    private final NoticeSettings switches;
    private final NoticeMetrics metrics;

    AccountDeletedNotice(NoticeSettings switches, NoticeMetrics metrics) {
        this.switches = switches;
        this.metrics = metrics;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserPreRemovedEvent leaving) {
            RealmModel realm = leaving.getRealm();
            Notice notice = new Notice(
                    NoticeType.ACCOUNT_DELETED,
                    Instant.ofEpochMilli(Time.currentTimeMillis()),
                    Notice.Where.UNKNOWN,
                    Notice.What.NOTHING);
            new Notices(leaving.getKeycloakSession(), realm, switches, metrics)
                    .tell(new Leaving(leaving.getUser()), notice);
        }
    }

    /** A user without an id: the mails of a user's id are deleted with it, and this one must not be. */
    private static final class Leaving extends UserModelDelegate {

        Leaving(UserModel user) {
            super(user);
        }

        @Override
        public String getId() {
            return null;
        }
    }
}
