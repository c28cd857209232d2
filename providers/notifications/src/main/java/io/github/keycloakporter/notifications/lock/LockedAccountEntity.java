package io.github.keycloakporter.notifications.lock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An account whose owner said 'this was not me' and has not chosen a new password yet. */
@Entity
@Table(name = "PORTER_CLOSED_ACCOUNT")
public class LockedAccountEntity {

    @Id
    @Column(name = "USER_ID", length = 255)
    String userId;

    @Column(name = "REALM_ID", length = 255, nullable = false, updatable = false)
    String realmId;

    /** In milliseconds since 1970. */
    @Column(name = "CLOSED_AT", nullable = false)
    long lockedAt;
}
