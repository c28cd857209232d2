package io.github.keycloakporter.notifications.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * One notice that was held back. Each is a row of its own, so that two changes at a time never wait for each other; those
 * of one user, type and address become one mail. Times are milliseconds since 1970.
 */
@Entity
@Table(name = "PORTER_NOTICE")
public class PendingNoticeEntity {

    /** A longer address, which only a made-up Host header has, is left out: the change must not fail for it. */
    public static final int MAX_URL = 1024;

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 255, nullable = false, updatable = false)
    String realmId;

    @Column(name = "USER_ID", length = 255, nullable = false, updatable = false)
    String userId;

    @Column(name = "TYPE", length = 64, nullable = false, updatable = false)
    String type;

    @Column(name = "RECIPIENT", length = 320, nullable = false, updatable = false)
    String recipient;

    /** Where the server was reached, for the link: nobody asks when the mail is written. */
    @Column(name = "BASE_URL", length = MAX_URL, updatable = false)
    String baseUrl;

    @Column(name = "HAPPENED_AT", nullable = false, updatable = false)
    long happenedAt;

    @Column(name = "DUE_AT", nullable = false)
    long dueAt;
}
