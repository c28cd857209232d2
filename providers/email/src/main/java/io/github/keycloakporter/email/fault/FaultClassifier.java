package io.github.keycloakporter.email.fault;

import io.github.keycloakporter.spi.mail.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says whose fault a refusal is: by the first rule of the table that fits. */
public final class FaultClassifier {

    private static final String TABLE = "fault-rules.tsv";
    private static final List<FaultRule> RULES = read();

    private FaultClassifier() {}

    public static Fault fault(DeliveryFailure refusal) {
        return RULES.stream()
                .filter(rule -> rule.fits(refusal))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The last rule fits everything"))
                .fault(refusal);
    }

    static List<FaultRule> rules() {
        return RULES;
    }

    private static List<FaultRule> read() {
        try (InputStream table = FaultClassifier.class.getResourceAsStream(TABLE)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(FaultRule::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE, e);
        }
    }
}
