package io.github.keycloakporter.email.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What is sealed inside a row: everything about a mail that only its sending needs.
 *
 * @param linkToken null for a mail without an action link
 * @param unsubscribe null for a mail that nobody can unsubscribe from
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MailContent(
        String subject, String text, String html, String linkToken, String unsubscribe, Map<String, String> personal) {

    public MailContent {
        text = text == null ? "" : text;
        html = html == null ? "" : html;
        subject = subject == null ? "" : subject;
        personal = personal == null ? Map.of() : Map.copyOf(personal);
    }

    /** Hides everything: bodies hold links. */
    @Override
    public String toString() {
        return "MailContent";
    }
}
