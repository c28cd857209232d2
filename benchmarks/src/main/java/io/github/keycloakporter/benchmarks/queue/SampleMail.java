package io.github.keycloakporter.benchmarks.queue;

import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A mail of the usual size: about 6 KB of HTML, 1 KB of text, a name and two links that are each recipient's own. */
public final class SampleMail {

    private static final String SENTENCE =
            "You are getting this mail because somebody, most likely you, gave your address"
                    + " at the gate and has not come back to prove it since then. ";
    private static final String PARAGRAPH = "<tr><td style=\"padding:16px 24px;font-family:Arial,Helvetica,sans-serif;"
            + "font-size:16px;line-height:24px;color:#1f2933\">" + SENTENCE + "</td></tr>\n";

    private SampleMail() {}

    /** @param run with one, a reminder that belongs to it; without, a mail on its own */
    public static OutgoingMail of(String prefix, int number, Optional<String> run) {
        String name = "Ada Byron " + number;
        String link = "https://id.example.org/realms/porter/action-link/" + token(number);
        String stop = "https://id.example.org/realms/porter/unsubscribe/" + token(~number);
        OutgoingMail mail = OutgoingMail.of(
                run.isPresent() ? MailKind.REMINDER : MailKind.VERIFY_EMAIL,
                Optional.empty(),
                prefix + number + "@example.org",
                name + ", please prove your address",
                "Hello " + name + ",\n\n" + SENTENCE.repeat(6) + "\n\n" + link + "\n\n" + stop + "\n",
                "<!doctype html><html><body><table><tr><td>Hello " + name + ",</td></tr>\n" + PARAGRAPH.repeat(21)
                        + "<tr><td><a href=\"" + link + "\">Go on</a> <a href=\"" + stop
                        + "\">No more mails</a></td></tr></table></body></html>");
        return run.map(id -> mail.inRun(
                        id, Optional.of(URI.create(stop)), Map.of("name", name, "link", link, "unsubscribe", stop)))
                .orElse(mail);
    }

    /** 43 characters, as long as a real one; spread so that it does not compress to nothing. */
    private static String token(int number) {
        StringBuilder token = new StringBuilder();
        for (long state = number * 0x9E3779B97F4A7C15L + 1; token.length() < 43; ) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            token.append(Long.toString(state >>> 1, 36));
        }
        return token.substring(0, 43);
    }
}
