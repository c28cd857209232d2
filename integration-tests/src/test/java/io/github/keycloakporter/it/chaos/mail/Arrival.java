package io.github.keycloakporter.it.chaos.mail;

import io.github.keycloakporter.localstack.Mail;
import java.time.Instant;

/**
 * A mail that a provider accepted.
 *
 * @param mailId Porter's id of the mail
 * @param kind such as {@code verify-email}
 * @param transport {@code smtp} or {@code sendgrid}
 * @param answered whether the provider said so; without that Porter cannot know
 */
public record Arrival(String mailId, String kind, String transport, boolean answered, Mail mail) {

    public String address() {
        return mail.to();
    }

    public Instant at() {
        return mail.received();
    }

    @Override
    public String toString() {
        return kind + " " + mailId + " by " + transport + (answered ? "" : ", unanswered") + " at " + at();
    }
}
