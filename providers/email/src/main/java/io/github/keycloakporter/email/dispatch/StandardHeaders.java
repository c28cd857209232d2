package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.net.IDN;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that every mail of ours carries, whatever transport takes it. All values are ASCII without line breaks. */
final class StandardHeaders {

    private StandardHeaders() {}

    static Map<String, String> of(QueuedMail mail, SenderIdentity sender, String realmName) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Message-ID", "<" + mail.id() + "@" + ascii(sender.domain()) + ">");
        // RFC 3834: no out-of-office replies to machines
        headers.put("Auto-Submitted", "auto-generated");
        headers.put("X-Auto-Response-Suppress", "All");
        // what Gmail's feedback loop counts by: kind, realm, and last the sender that stays the same
        headers.put("Feedback-ID", mail.kind().tag() + ":" + token(realmName) + ":mail:porter");
        if (mail.content().unsubscribe() != null) {
            // RFC 2369 and RFC 8058
            headers.put("List-Unsubscribe", "<" + mail.content().unsubscribe() + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return headers;
    }

    private static String ascii(String domain) {
        return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    }

    private static String token(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
