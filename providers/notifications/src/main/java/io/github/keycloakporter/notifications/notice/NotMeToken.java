package io.github.keycloakporter.notifications.notice;

import io.github.keycloakporter.spi.link.LinkRequest;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.actiontoken.DefaultActionToken;

/**
 * What the link 'This was not me' of a notice stands for. It outlives what an intruder does to the account afterwards, so
 * it is bound to no state of it ({@link LinkRequest#STANDALONE}); what it still holds for is found out when it is used.
 */
public final class NotMeToken extends DefaultActionToken {

    /** Ends everything there is of the account. */
    public static final String NOT_ME = "porter-not-me";

    /** And gives the account back to an address it had. */
    public static final String TAKE_BACK = "porter-take-back";

    private static final String NOTICE = "notice";
    private static final String HAPPENED_AT = "happenedAt";
    private static final String CREDENTIAL = "credential";
    private static final String PROVIDER = "provider";
    private static final String CHANGE = "change";

    /** For Keycloak, which reads it from JSON. */
    @SuppressWarnings("unused")
    private NotMeToken() {}

    NotMeToken(String userId, String recipient, long expiresAtSeconds, Notice notice) {
        super(
                userId,
                notice.what().change().isPresent() ? TAKE_BACK : NOT_ME,
                (int) expiresAtSeconds,
                UUID.randomUUID());
        setEmail(recipient);
        setOtherClaims(LinkRequest.STANDALONE, true);
        setNote(NOTICE, notice.type().tag());
        setNote(HAPPENED_AT, Long.toString(notice.at().getEpochSecond()));
        notice.what().credential().ifPresent(id -> setNote(CREDENTIAL, id));
        notice.what().provider().ifPresent(alias -> setNote(PROVIDER, alias));
        notice.what().change().ifPresent(id -> setNote(CHANGE, id));
    }

    /** The type of the notice in dispute. */
    public String notice() {
        return getNote(NOTICE);
    }

    /** The credential whose addition is in dispute. */
    public Optional<String> credential() {
        return Optional.ofNullable(getNote(CREDENTIAL))
                .filter(id -> NoticeType.FACTOR_ADDED.tag().equals(notice())
                        || NoticeType.RECOVERY_CODES.tag().equals(notice()));
    }

    /** The identity provider whose link is in dispute. */
    public Optional<String> provider() {
        return Optional.ofNullable(getNote(PROVIDER))
                .filter(alias -> NoticeType.PROVIDER_LINKED.tag().equals(notice()));
    }

    public Optional<String> change() {
        return Optional.ofNullable(getNote(CHANGE));
    }

    /** In milliseconds, to the second. */
    public long happenedAt() {
        return Long.parseLong(getNote(HAPPENED_AT)) * 1000;
    }
}
