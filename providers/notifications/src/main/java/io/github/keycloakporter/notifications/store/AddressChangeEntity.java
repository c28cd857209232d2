package io.github.keycloakporter.notifications.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A change of address that the old address may take back. Times are milliseconds since 1970. */
@Entity
@Table(name = "PORTER_ADDRESS_CHANGE")
public class AddressChangeEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 255, nullable = false, updatable = false)
    String realmId;

    @Column(name = "USER_ID", length = 255, nullable = false, updatable = false)
    String userId;

    @Column(name = "OLD_ADDRESS", length = 320, nullable = false, updatable = false)
    String oldAddress;

    @Column(name = "CHANGED_AT", nullable = false, updatable = false)
    long changedAt;

    @Column(name = "EXPIRES_AT", nullable = false, updatable = false)
    long expiresAt;
}
