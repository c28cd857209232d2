package io.github.keycloakporter.verification.trust;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * One fact about an account: it stood at the gate without a proven address, or an address was proven. Rows are only added,
 * and several of one kind mean the same as one: two nodes that add a row at the same time do not collide.
 */
@Entity
@Table(name = "PORTER_ADDRESS_PROOF")
public class AddressProofEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 255, nullable = false, updatable = false)
    String realmId;

    @Column(name = "USER_ID", length = 255, nullable = false, updatable = false)
    String userId;

    /** In milliseconds since 1970. */
    @Column(name = "CREATED_AT", nullable = false, updatable = false)
    long createdAt;

    /** In milliseconds since 1970; null where the account merely stood at the gate. */
    @Column(name = "PROVEN_AT", updatable = false)
    Long provenAt;
}
