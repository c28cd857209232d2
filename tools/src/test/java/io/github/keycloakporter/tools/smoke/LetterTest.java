package io.github.keycloakporter.tools.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void theCodeIsNotANumberOfTheLink() {
        Letter letter = new Letter("s", "Open https://id.example.org/realms/x/go/123456 or type\n\n654 321\n", "");
        assertThat(letter.code()).contains("654321");
        assertThat(letter.link()).contains(URI.create("https://id.example.org/realms/x/go/123456"));
    }

    @Test
    void theButtonCountsWhereThereIsNoText() {
        Letter letter = new Letter(
                "s", "", "<p>Code <b>654321</b></p><a href='https://x/help'>?</a><a href='https://x/go/abc'>Go</a>");
        assertThat(letter.code()).contains("654321");
        assertThat(letter.link()).contains(URI.create("https://x/go/abc"));
    }

    @Test
    void aLetterMayHaveNeither() {
        Letter letter = new Letter("s", "Order 1234567 is on its way: https://shop.example/1", "");
        assertThat(letter.code()).isEmpty();
        assertThat(letter.link()).isEmpty();
    }
}
