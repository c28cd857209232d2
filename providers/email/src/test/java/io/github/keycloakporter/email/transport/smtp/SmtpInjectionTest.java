package io.github.keycloakporter.email.transport.smtp;

import static io.github.keycloakporter.email.transport.smtp.SmtpSender.deliver;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever stands in a subject, a name or an address: it never makes a header, a recipient or a second mail. */
class SmtpInjectionTest {

    private static final Set<String> HEADERS = Set.of(
            "date", "from", "reply-to", "to", "message-id", "subject", "mime-version", "content-type", "x-evil-value");

    private static final String[] PIECES = {
        "\r\n",
        "\n",
        "\r",
        "\0",
        "\t",
        "\u000b",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u007f",
        "Bcc: eve@evil.example",
        "\r\nBcc: eve@evil.example",
        "\r\n\r\n<script>",
        "\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n",
        "<eve@evil.example>",
        ",",
        ";",
        ":",
        "\"",
        "\\",
        "(",
        ")",
        "=?UTF-8?Q?=0D=0ABcc:_eve@evil.example?=",
        "@",
        "ü",
        "\ud83d\ude00",
        "\ud83d",
        " ".repeat(1200),
        "x".repeat(1200),
        "anna",
        "%0d%0aBcc:"
    };

    private static final long SEED = 20261124;

    @Test
    void nothingMakesAHeader() throws IOException {
        Random random = new Random(SEED);
        try (FaultySmtpServer server = new FaultySmtpServer();
                SmtpSender sender = new SmtpSender()) {
            server.offering("SMTPUTF8");
            MailRoute route = sender.route(SmtpSender.realm(server.port()).smtp("allowutf8", "true"));
            for (int i = 0; i < 400; i++) {
                deliver(route, nasty(random, "anna@example.org"));
            }
            assertThat(server.messages()).hasSize(400);
            for (String message : server.messages()) {
                assertThat(headers(message)).isSubsetOf(HEADERS);
                assertThat(message.lines().filter(line -> line.equals("plain"))).hasSize(1);
            }
            assertThat(server.commands().stream().filter(line -> line.startsWith("RCPT")))
                    .allMatch("RCPT TO:<anna@example.org>"::equals);
            assertThat(server.commands().stream().filter(line -> line.startsWith("MAIL")))
                    .allMatch(line -> line.startsWith("MAIL FROM:<no-reply@porter.example>"));
        }
    }

    @Test
    void noAddressMakesASecondCommand() throws IOException {
        Random random = new Random(SEED);
        try (FaultySmtpServer server = new FaultySmtpServer();
                SmtpSender sender = new SmtpSender()) {
            MailRoute route = sender.route(SmtpSender.realm(server.port()));
            for (int i = 0; i < 400; i++) {
                deliver(route, Mails.to(text(random) + "@example.org"));
                deliver(route, Mails.to("anna@" + text(random)));
            }
            // what passes is one RCPT a mail, of one address
            assertThat(server.commands("RCPT")).isEqualTo(server.commands("MAIL"));
            assertThat(server.commands().stream().filter(line -> line.startsWith("RCPT")))
                    .allMatch(line -> line.matches("RCPT TO:<[^\\p{Cntrl}<>]+@[^\\p{Cntrl}<>@ ]+>"));
            assertThat(server.commands().stream().filter(line -> line.startsWith("MAIL")))
                    .allMatch("MAIL FROM:<no-reply@porter.example>"::equals);
            for (String message : server.messages()) {
                assertThat(headers(message)).doesNotContain("bcc");
            }
        }
    }

    private static MailMessage nasty(Random random, String recipient) {
        SenderIdentity sender = new SenderIdentity(
                "no-reply@porter.example",
                Optional.of(text(random)),
                Optional.of("help@porter.example"),
                Optional.of(text(random)),
                Optional.empty());
        Map<String, String> headers = new TreeMap<>();
        headers.put("Message-ID", "<1@porter.example>");
        headers.put("X-Evil-Value", text(random));
        headers.put("X-Evil-Name" + PIECES[random.nextInt(5)] + "Bcc", "eve@evil.example");
        return new MailMessage(
                "1",
                MailKind.OTHER,
                sender,
                recipient,
                text(random),
                "plain",
                "<p>html</p>",
                headers,
                Optional.empty(),
                Map.of());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Names of headers, read by a reader that takes a line of blanks for the end of the headers. */
    private static Set<String> headers(String message) {
        List<String> lines = new ArrayList<>(message.lines().toList());
        Set<String> names = new TreeSet<>();
        int at = 0;
        for (; !lines.get(at).isBlank(); at++) {
            if (!Character.isWhitespace(lines.get(at).charAt(0))) {
                names.add(lines.get(at).split(":", 2)[0].toLowerCase(Locale.ROOT));
            }
        }
        assertThat(lines.get(at)).as("the headers end where they end").isEmpty();
        assertThat(lines.get(at + 1)).as("the first part follows").startsWith("------=_Part");
        return names;
    }
}
