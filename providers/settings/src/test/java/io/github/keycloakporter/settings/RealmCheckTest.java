package io.github.keycloakporter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.config.RealmWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RealmCheckTest {

    private static final Set<String> TRANSPORTS = Set.of("sendgrid", "smtp");

    private final List<String> log = new ArrayList<>();
    private final RealmCheck check = new RealmCheck(new RealmWarnings(log::add));

    @Test
    void anUnknownAttributeIsReportedOnceWithWhatWasMeant() {
        check(Map.of("porter.limit.verify-email.adress", "5/1h"));
        check(Map.of("porter.limit.verify-email.adress", "6/1h"));
        check(Map.of("porter.colour", "red"));
        check(Map.of("porter.evil\nRealm master: all is well", "x"));

        assertThat(log)
                .containsExactly(
                        "Realm test: unknown attribute porter.limit.verify-email.adress, did you mean"
                                + " porter.limit.verify-email.address?",
                        "Realm test: unknown attribute porter.colour, which has no effect; see docs/configuration.md",
                        "Realm test: unknown attribute porter.evil?Realm master: all is well, which has no effect; see"
                                + " docs/configuration.md");
    }

    @Test
    void soIsATransportThatDoesNotExist() {
        check(Map.of("porter.mail.transports", "sendgird, smtp,ses"));

        assertThat(log)
                .containsExactly(
                        "Realm test: attribute porter.mail.transports names the unknown transport 'sendgird', did you mean"
                                + " sendgrid?",
                        "Realm test: attribute porter.mail.transports names the unknown transport 'ses', there are sendgrid,"
                                + " smtp");
    }

    @Test
    void whatIsKnownAndWhatIsNotOursIsNotReported() {
        check(Map.of(
                "porter.mail.transports", "smtp",
                "porter.notice.new-device", "on",
                "porter.limit.user-mail.realm", "off",
                "frontendUrl", "https://id.example.org",
                "porters", "two"));

        assertThat(log).isEmpty();
    }

    private void check(Map<String, String> attributes) {
        check.check(TestRealm.withAttributes(attributes), TRANSPORTS);
    }
}
