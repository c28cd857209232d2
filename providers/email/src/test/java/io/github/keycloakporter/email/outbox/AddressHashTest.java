package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AddressHashTest {

    @Test
    void oneAddressIsOneHashHoweverItIsWritten() {
        assertThat(AddressHash.of(TestRealms.CUSTOMERS, " Ann@Example.ORG "))
                .isEqualTo(AddressHash.of(TestRealms.CUSTOMERS, "ann@example.org"))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(AddressHash.of(TestRealms.CUSTOMERS, "anna@example.org"));
    }

    @Test
    void allSpellingsOfAnAddressAreOne() {
        for (String spelling : List.of("\"ann\"@example.org", "ann@example\u3002org", "ANN@Example.org")) {
            assertThat(AddressHash.of(TestRealms.CUSTOMERS, spelling))
                    .isEqualTo(AddressHash.of(TestRealms.CUSTOMERS, "ann@example.org"));
        }
    }

    @Test
    void twoRealmsNeverCompare() {
        assertThat(AddressHash.of(TestRealms.CUSTOMERS, "ann@example.org"))
                .isNotEqualTo(AddressHash.of(TestRealms.STAFF, "ann@example.org"));
    }

    @Test
    void theLanguageOfTheServerDoesNotMatter() {
        Locale before = Locale.getDefault();
        String hash = AddressHash.of(TestRealms.CUSTOMERS, "INFO@EXAMPLE.ORG");
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(AddressHash.of(TestRealms.CUSTOMERS, "INFO@EXAMPLE.ORG"))
                    .isEqualTo(hash)
                    .isEqualTo(AddressHash.of(TestRealms.CUSTOMERS, "info@example.org"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isSha256() {
        // FIPS 180-4's example
        assertThat(AddressHash.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
