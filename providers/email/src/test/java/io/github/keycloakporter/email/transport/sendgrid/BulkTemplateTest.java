package io.github.keycloakporter.email.transport.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BulkTemplateTest {

    private static final String[] PIECES = {
        "a",
        "an",
        "Anna",
        "nna",
        "-",
        "--",
        "porter",
        "part",
        "porterpart",
        "0-",
        "1",
        "-porter",
        "part0",
        " ",
        "$1",
        "\\",
        "-porterpart",
        "é",
        "&amp;",
        "&",
        ""
    };

    @Test
    void whatIsSharedAndWhatIsNot() {
        BulkTemplate anna = template(Map.of("name", "Anna", "link", "https://x/1"), "Anna", "https://x/1");
        BulkTemplate bob = template(Map.of("name", "Bob", "link", "https://x/2"), "Bob", "https://x/2");
        assertThat(anna.shared()).isEqualTo(bob.shared());
        assertThat(anna.substitutions())
                .containsExactlyInAnyOrderEntriesOf(Map.of("-porterpart0-", "https://x/1", "-porterpart1-", "Anna"));
    }

    @Test
    void aValueWithinAnother() {
        BulkTemplate one = template(Map.of("first", "Ann", "full", "Ann Lee"), "Ann Lee", "Ann");
        BulkTemplate other = template(Map.of("first", "Bo", "full", "Bo Derek"), "Bo Derek", "Bo");
        assertThat(one.shared()).isEqualTo(other.shared());
        assertThat(one.substitutions()).containsValues("Ann", "Ann Lee");
    }

    @Test
    void emptyValuesStandNowhere() {
        BulkTemplate template = template(Map.of("name", "", "link", "x9"), "", "x9");
        assertThat(template.substitutions()).containsExactly(Map.entry("-porterpart0-", "x9"));
    }

    @Test
    void whatLooksLikeAMarkIsLeftAlone() {
        assertThat(BulkTemplate.of("s", "porterPart7", "h", Map.of())).isEmpty();
        assertThat(BulkTemplate.of("s", "t", "h", Map.of("name", "porterpart7")))
                .isEmpty();
    }

    @Test
    void tooMuchForSendGrid() {
        String long1 = "x".repeat(BulkTemplate.MAX_BYTES - "-porterpart0-".length());
        assertThat(BulkTemplate.of(long1, "t", "h", Map.of("name", long1))).isPresent();
        assertThat(BulkTemplate.of("é" + long1, "t", "h", Map.of("name", "é" + long1)))
                .isEmpty();
    }

    /** In whatever order marks are filled in, what comes out is the mail. */
    @Test
    void puttingBackGivesTheMail() {
        Random random = new Random(20261124);
        int folded = 0;
        for (int i = 0; i < 20_000; i++) {
            Map<String, String> personal = new TreeMap<>();
            for (int name = random.nextInt(4); name >= 0; name--) {
                personal.put("n" + name, text(random, 2));
            }
            String subject = text(random, 3) + personal.get("n0");
            String text = text(random, 6) + personal.get("n0") + text(random, 6);
            String html = personal.get("n0") + personal.getOrDefault("n1", "") + text(random, 6);
            Optional<BulkTemplate> template = BulkTemplate.of(subject, text, html, personal);
            if (template.isPresent()) {
                folded++;
                for (int order = 0; order < 4; order++) {
                    assertThat(fill(template.get().subject(), template.get(), random))
                            .isEqualTo(subject);
                    assertThat(fill(template.get().text(), template.get(), random))
                            .isEqualTo(text);
                    assertThat(fill(template.get().html(), template.get(), random))
                            .isEqualTo(html);
                }
            }
        }
        assertThat(folded).isGreaterThan(1000);
    }

    private static String fill(String part, BulkTemplate template, Random random) {
        List<Map.Entry<String, String>> order =
                new ArrayList<>(template.substitutions().entrySet());
        Collections.shuffle(order, random);
        String filled = part;
        for (Map.Entry<String, String> substitution : order) {
            filled = filled.replace(substitution.getKey(), substitution.getValue());
        }
        return filled;
    }

    private static BulkTemplate template(Map<String, String> personal, String first, String second) {
        return BulkTemplate.of(
                        "Hello " + first,
                        "Dear " + first + ": " + second,
                        "<p>" + first + " " + second + "</p>",
                        personal)
                .orElseThrow();
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
