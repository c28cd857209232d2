package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.Suppression;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** One reason why an address gets no mail. An address may have several. */
@Entity
@IdClass(SuppressionEntity.Key.class)
@Table(name = "PORTER_MAIL_SUPPRESSION")
public class SuppressionEntity {

    /** Realm, address and reason together. */
    public record Key(String realmId, String addressHash, Suppression.Reason reason) implements Serializable {}

    @Id
    @Column(name = "REALM_ID", length = 255)
    String realmId;

    @Id
    @Column(name = "ADDRESS_HASH", length = 64)
    String addressHash;

    @Id
    @Enumerated(EnumType.STRING)
    @Column(name = "REASON", length = 16)
    Suppression.Reason reason;

    @Column(name = "SINCE_AT", nullable = false)
    long since;

    /** Milliseconds since 1970; null where it does not end by itself. */
    @Column(name = "EXPIRES_AT")
    Long expiresAt;

    @Column(name = "MAIL_ID", length = 36)
    String mailId;

    /** Class and code of the refusal, such as {@code smtp 550 5.1.1}. */
    @Column(name = "DIAGNOSIS", length = 255)
    String diagnosis;

    /** How many soft bounces in a row; 1 for every other reason. */
    @Column(name = "OCCURRENCES", nullable = false)
    int occurrences;
}
