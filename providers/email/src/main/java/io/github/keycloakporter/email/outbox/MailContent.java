package io.github.keycloakporter.email.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.PendingLink;
import java.util.HashMap;
import java.util.Map;

/**
 * The part of a mail that is sealed inside its row: everything that only sending needs.
 *
 * @param link the link to be issued when the mail is sent; null without one, and once its slots are filled
 * @param unsubscribe null for a mail that nobody can unsubscribe from
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MailContent(
        String subject, String text, String html, PendingLink link, String unsubscribe, Map<String, String> personal) {

    public MailContent {
        text = text == null ? "" : text;
        html = html == null ? "" : html;
        subject = subject == null ? "" : subject;
        personal = personal == null ? Map.of() : Map.copyOf(personal);
    }

    /** The same content with its link, which is personal where the mail belongs to a bulk run. */
    public MailContent filled(IssuedLink issued) {
        Map<String, String> parts = new HashMap<>(personal);
        if (!parts.isEmpty()) {
            parts.put("link", issued.token());
            issued.code().ifPresent(code -> parts.put("code", code));
        }
        return new MailContent(
                link.fill(subject, issued), link.fill(text, issued), link.fill(html, issued), null, unsubscribe, parts);
    }

    /** Hides everything: bodies hold links. */
    @Override
    public String toString() {
        return "MailContent";
    }
}
