package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;

/**
 * One mail: a queue entry while {@link #dueAt} is set, a line of the ledger afterwards. Times are milliseconds since 1970.
 *
 * <p>One column says when a dispatcher may take the row: the next attempt of a waiting mail, the end of the lease of one
 * that is being sent. So a dead node's mails fall due by themselves.
 */
@Entity
@DynamicUpdate
@Table(name = "PORTER_MAIL")
public class MailEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 255, nullable = false, updatable = false)
    String realmId;

    @Column(name = "USER_ID", length = 255, updatable = false)
    String userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "KIND", length = 32, nullable = false, updatable = false)
    MailKind kind;

    @Column(name = "RECIPIENT", length = 320, nullable = false, updatable = false)
    String recipient;

    /** Digest of the address, see {@link AddressHash}: what suppression goes by. */
    @Column(name = "ADDRESS_HASH", length = 64, nullable = false, updatable = false)
    String addressHash;

    /** What the administrator sees; the whole one is part of the content. */
    @Column(name = "SUBJECT", length = 255, nullable = false, updatable = false)
    String subject;

    /** Sealed; null as soon as the mail is handed over or given up. */
    @Column(name = "CONTENT", length = 16_777_215)
    byte[] content;

    @Column(name = "RUN_ID", length = 36, updatable = false)
    String runId;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATUS", length = 16, nullable = false)
    MailStatus status;

    @Column(name = "ATTEMPTS", nullable = false)
    int attempts;

    @Column(name = "DUE_AT")
    Long dueAt;

    /** Who holds the row; a late worker of another lease changes nothing. */
    @Column(name = "LEASE", length = 36)
    String lease;

    @Column(name = "TRANSPORT", length = 64)
    String transport;

    @Column(name = "PROVIDER_MESSAGE_ID", length = 255)
    String providerMessageId;

    @Column(name = "ERROR", length = 255)
    String error;

    @Column(name = "CREATED_AT", nullable = false, updatable = false)
    long createdAt;

    @Column(name = "UPDATED_AT", nullable = false)
    long updatedAt;

    /** When what the status tells happened, by the clock of whoever told it. */
    @Column(name = "STATUS_AT", nullable = false)
    long statusAt;

    @Column(name = "EXPIRES_AT", updatable = false)
    Long expiresAt;
}
