package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sorts letters into as few calls as can be. */
final class Calls {

    /** What all letters of one call have in common. */
    private record Shared(SenderIdentity sender, MailKind kind, List<String> parts) {}

    private Calls() {}

    /** Letters that differ in nothing but their personal parts go together; the same address never twice in one call. */
    static List<List<BulkEntry>> of(List<BulkEntry> letters) {
        Map<Shared, List<BulkEntry>> groups = new LinkedHashMap<>();
        for (BulkEntry letter : letters) {
            Shared shared = new Shared(
                    letter.mail().sender(),
                    letter.mail().kind(),
                    letter.template().shared());
            groups.computeIfAbsent(shared, key -> new ArrayList<>()).add(letter);
        }
        List<List<BulkEntry>> calls = new ArrayList<>();
        groups.values().forEach(group -> calls.addAll(withoutTwins(group)));
        return calls;
    }

    private static List<List<BulkEntry>> withoutTwins(List<BulkEntry> group) {
        List<List<BulkEntry>> calls = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (BulkEntry letter : group) {
            int call = seen.merge(letter.recipient().text().toLowerCase(Locale.ROOT), 1, Integer::sum) - 1;
            if (call == calls.size()) {
                calls.add(new ArrayList<>());
            }
            calls.get(call).add(letter);
        }
        return calls;
    }
}
