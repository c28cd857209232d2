package io.github.keycloakporter.recovery.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A request for a new password that was answered and whose email is still to be made. Times are milliseconds since 1970. */
@Entity
@Table(name = "PORTER_RESET_REQUEST")
public class ResetRequestEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 255, nullable = false, updatable = false)
    String realmId;

    /** When a node may take it: at once, or once the node that took it must have finished. */
    @Column(name = "DUE_AT", nullable = false)
    long dueAt;

    /** How often it was taken. */
    @Column(name = "TRIES", nullable = false)
    int tries;

    /** The {@link ResetRequest}, sealed: it holds what somebody typed. */
    @Column(name = "CONTENT", length = 16_777_215, nullable = false, updatable = false)
    byte[] content;
}
