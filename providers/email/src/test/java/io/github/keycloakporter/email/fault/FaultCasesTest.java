package io.github.keycloakporter.email.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.fault.FaultDialect.Seen;
import io.github.keycloakporter.email.transport.sendgrid.SendGridFaults;
import io.github.keycloakporter.email.transport.smtp.SmtpFaults;
import io.github.keycloakporter.email.webhook.ReportedFaults;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of {@code fault-cases.tsv}, over real SMTP, real HTTP and the real readers of reports. */
class FaultCasesTest {

    record Case(String dialect, Stage stage, String input, Optional<Fault> fault, String follows) {

        static Case parse(String line) {
            String[] columns = line.split("\t+");
            assertThat(columns).as(line).hasSize(6);
            Optional<Fault> fault = columns[3].equals("-")
                    ? Optional.empty()
                    : Optional.of(new Fault(Fault.Party.valueOf(columns[3]), columns[4].equals("permanent")));
            return new Case(columns[0], Stage.valueOf(columns[1]), columns[2].replace("\\n", "\n"), fault, columns[5]);
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream file = FaultCasesTest.class.getResourceAsStream("/fault-cases.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::parse);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFaultAndWhatFollows(Case given) throws Exception {
        try (FaultDialect dialect = dialect(given.dialect())) {
            assertThat(dialect.see(given.stage(), given.input())).isEqualTo(new Seen(given.fault(), given.follows()));
        }
    }

    private static FaultDialect dialect(String name) throws IOException {
        return switch (name) {
            case "smtp" -> new SmtpFaults();
            case "sendgrid-api" -> new SendGridFaults();
            case "sendgrid", "ses", "mailgun" -> new ReportedFaults(name);
            default -> throw new IllegalArgumentException("No such dialect: " + name);
        };
    }

    /** Only a permanent fault of the mailbox may ever suppress at once. */
    @Test
    void nothingElseSuppresses() {
        for (Fault.Party party : Fault.Party.values()) {
            for (boolean permanent : new boolean[] {true, false}) {
                Fault fault = new Fault(party, permanent);
                assertThat(FaultPolicy.report(fault) == DeliveryEvent.Type.HARD_BOUNCE)
                        .as(fault.toString())
                        .isEqualTo(party == Fault.Party.MAILBOX && permanent);
            }
        }
    }

    @Test
    void everyRuleHasASourceAndTheLastFitsEverything() {
        assertThat(FaultClassifier.rules()).hasSizeGreaterThan(80).allSatisfy(rule -> assertThat(rule.source())
                .isNotBlank());
        FaultRule last = FaultClassifier.rules().get(FaultClassifier.rules().size() - 1);
        for (Stage stage : Stage.values()) {
            assertThat(last.fits(DeliveryFailure.event(stage, "anything"))).isTrue();
        }
    }

    @Test
    void theWordsOfAnAddressDecideNothing() {
        String text = "550 <relay.denied@example.org> no such user sender-verify-failed@spam.example";
        assertThat(FaultClassifier.fault(DeliveryFailure.reply(Stage.RCPT, 550, text)))
                .isEqualTo(Fault.permanent(Fault.Party.MAILBOX));
    }
}
