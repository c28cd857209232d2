package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One report of a mail provider. Its id is made of the provider's, so that the same report twice is one row. */
@Entity
@Table(name = "PORTER_MAIL_EVENT")
public class MailEventEntity {

    @Id
    @Column(name = "ID", length = 64)
    String id;

    @Column(name = "REALM_ID", length = 255, nullable = false)
    String realmId;

    @Column(name = "MAIL_ID", length = 36, nullable = false)
    String mailId;

    @Enumerated(EnumType.STRING)
    @Column(name = "TYPE", length = 16, nullable = false)
    DeliveryEvent.Type type;

    /** Milliseconds since 1970, by the provider's clock. */
    @Column(name = "HAPPENED_AT", nullable = false)
    long happenedAt;

    /** How often it was reported. */
    @Column(name = "TIMES", nullable = false)
    int times;
}
