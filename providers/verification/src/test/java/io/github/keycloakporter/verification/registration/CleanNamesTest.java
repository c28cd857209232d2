package io.github.keycloakporter.verification.registration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.utils.FormMessage;

class CleanNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: x",
                "a\nb",
                "a\u0000b",
                "a\u001b[2J",
                "a\u202eb",
                "a\u2066b",
                "a\u2028b",
                "a\u0085b",
                "a\ud800b",
                "a\tb"
            })
    void refused(String name) {
        assertThat(CleanNames.faults(new MultivaluedHashMap<>(Map.of("lastName", name))))
                .extracting(FormMessage::getField, FormMessage::getMessage)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("lastName", "porterSignUpCharacters"));
    }

    /** Marks of writing from right to left, joiners and emoji belong to names. */
    @ParameterizedTest
    @ValueSource(strings = {"Ada", "Søren", "O’Neill", "אדה\u200f", "می\u200cخواهم", "👩\u200d💻", "${7*7}", "李"})
    void anybodysName(String name) {
        assertThat(CleanNames.faults(new MultivaluedHashMap<>(Map.of("firstName", name))))
                .isEmpty();
    }

    @Test
    void whatMayHaveLinesHasThem() {
        assertThat(CleanNames.faults(new MultivaluedHashMap<>(Map.of("about", "one\r\ntwo", "password", "a\u0001b"))))
                .isEmpty();
        assertThat(CleanNames.faults(new MultivaluedHashMap<>(Map.of("about", "one\u202etwo"))))
                .hasSize(1);
    }
}
