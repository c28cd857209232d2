package io.github.keycloakporter.localstack;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One mail as it reached the inbox, for one recipient of its envelope.
 *
 * @param id grows with each mail, starts at 1
 * @param received when the inbox accepted it
 * @param from the From header
 * @param to the recipient the SMTP client named, whatever the headers say
 * @param subject decoded
 * @param text the text/plain part, or an empty string
 * @param html the text/html part, or an empty string
 * @param headers each header with its values in the order they came, names as sent
 * @param raw the whole message
 */
public record Mail(
        long id,
        Instant received,
        String from,
        String to,
        String subject,
        String text,
        String html,
        Map<String, List<String>> headers,
        String raw) {

    public Mail {
        headers = Map.copyOf(headers);
    }
}
