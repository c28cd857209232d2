package io.github.keycloakporter.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The brand from realm attributes: what is fine shows, what is not leaves no trace, and every colour stays readable. */
class BrandTest {

    private static final LoginPagesTest.Page LOGIN = new LoginPagesTest.Page("brand", "login.ftl", Map.of());

    @Test
    void aRealmsBrandShows() throws IOException {
        Document page = page(Map.of(
                "porter.brand.name", "Night Readers & Co",
                "porter.brand.logo", "https://cdn.example.org/logo.svg?v=2&x=1",
                "porter.brand.accent", "#7A3",
                "porter.brand.background", "/images/quay.jpg"));

        assertThat(page.select("header img.porter-logo").attr("src"))
                .isEqualTo("https://cdn.example.org/logo.svg?v=2&x=1");
        assertThat(page.select("header img.porter-logo").attr("alt")).isEqualTo("Night Readers & Co");
        assertThat(variables(page))
                .containsEntry("--pb-accent", "#77aa33")
                .containsEntry("--pb-picture", "url('/images/quay.jpg')")
                .doesNotContainKey("--pb-ground");
    }

    @Test
    void withoutABrandTheRealmsNameShows() throws IOException {
        Document page = page(Map.of());

        assertThat(page.select("header .porter-name").text()).isEqualTo("Harbour Library");
        assertThat(page.select("header img")).isEmpty();
        assertThat(variables(page)).containsEntry("--pb-accent", "#1f5f7a").doesNotContainKey("--pb-picture");
    }

    @Test
    void aRealmMaySwitchTheDarkFaceOff() throws IOException {
        LoginPagesTest.Page light = new LoginPagesTest.Page("light", "login.ftl", Map.of("darkMode", false));
        Document page = LoginPagesTest.render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, light, Map.of());

        assertThat(page.select("meta[name=color-scheme]").attr("content")).isEqualTo("light");
        assertThat(page.html()).doesNotContain("prefers-color-scheme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://example.org/plain.png",
                "//example.org/other-host.png",
                "https://example.org/x.png\" onerror=\"alert(1)",
                "https://example.org/x.png');}body{display:none",
                "/x.png) , url(https://example.org/y",
                "data:image/svg+xml;base64,AAAA",
                "../../secret.png",
                "red;--pb-accent:blue",
                "<img src=x onerror=alert(1)>"
            })
    void aValueThatCouldBreakOutLeavesNoTrace(String value) throws IOException {
        Document page = page(Map.of(
                "porter.brand.logo", value,
                "porter.brand.accent", value,
                "porter.brand.background", value));

        assertThat(page.select("header img, [onerror]")).isEmpty();
        assertThat(variables(page))
                .containsEntry("--pb-accent", "#1f5f7a")
                .doesNotContainKeys("--pb-picture", "--pb-ground");
        assertThat(page.select("html").attr("style")).doesNotContain("example", "alert", "secret", "body");
    }

    /** WCAG 2.2 AA asks 4.5 to 1 of text, whatever colour a realm chooses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#000000", "#ffffff", "#808080", "#ffff00", "#00ff00", "#ff0000", "#0000ff", "#1f5f7a", "#f4a300",
                "#e91e63"
            })
    void everyAccentStaysReadable(String accent) throws IOException {
        Map<String, String> colours = variables(page(Map.of("porter.brand.accent", accent)));

        assertThat(contrast(colours.get("--pb-accent"), colours.get("--pb-on-accent")))
                .as("words on a button")
                .isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(colours.get("--pb-dark-accent"), colours.get("--pb-dark-on-accent")))
                .as("words on a button, dark")
                .isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(colours.get("--pb-link"), "#ffffff")).as("a link").isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(colours.get("--pb-dark-accent"), "#171d24"))
                .as("a link, dark")
                .isGreaterThanOrEqualTo(4.5);
    }

    private static Document page(Map<String, String> attributes) throws IOException {
        return LoginPagesTest.render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, LOGIN, attributes);
    }

    private static Map<String, String> variables(Document page) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String declaration : page.select("html").attr("style").split(";")) {
            if (!declaration.isBlank()) {
                String[] parts = declaration.split(":", 2);
                variables.put(parts[0].trim(), parts[1].trim());
            }
        }
        return variables;
    }

    /** The exact formula of WCAG 2, against the theme's approximation. */
    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
