package io.github.keycloakporter.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The server lets browsers keep theme files for a month, under an address that changes with Keycloak only. Ours carry a
 * piece of their digest, so that a new Porter shows at once.
 */
class FileDigestsTest {

    @ParameterizedTest
    @CsvSource({
        "theme/porter/login/resources/css/porter.css, theme/porter/login/theme.properties, css/porter.css",
        "theme-resources/resources/css/porter-pages.css, theme-resources/templates/porter-parts.ftl, css/porter-pages.css",
        "theme-resources/resources/js/porter-verify-email.js, theme-resources/templates/porter-verify-email.ftl,"
                + " js/porter-verify-email.js",
        "theme-resources/resources/js/porter-sign-up.js, theme-resources/templates/porter-sign-up.ftl, js/porter-sign-up.js",
        "password-policy/theme-resources/resources/css/porter-password.css,"
                + " password-policy/theme-resources/templates/porter-password.ftl, css/porter-password.css",
        "password-policy/theme-resources/resources/js/porter-password.js,"
                + " password-policy/theme-resources/templates/porter-password.ftl, js/porter-password.js",
        "theme-resources/resources/js/porter-countdown.js, theme-resources/resources/js/porter-verify-email.js,"
                + " porter-countdown.js",
        "theme-resources/resources/js/porter-countdown.js, theme-resources/resources/js/porter-sign-up.js, porter-countdown.js"
    })
    void theAddressCarriesTheDigest(String file, String usedIn, String address)
            throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(read(file));
        String expected = address + "?v=" + HexFormat.of().formatHex(digest, 0, 4);

        assertThat(new String(read(usedIn), StandardCharsets.UTF_8))
                .as("%s has changed: write %s in %s", file, expected, usedIn)
                .contains(expected);
    }

    /** Our template.ftl takes the place of this file: whatever it learns in a new Keycloak, ours must learn too. */
    @Test
    void theStockFrameIsTheOneOursWasComparedWith() throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(read("theme/keycloak.v2/login/template.ftl"));

        assertThat(HexFormat.of().formatHex(digest, 0, 4))
                .as("keycloak.v2 has a new template.ftl: compare it with ours, then write its digest here")
                .isEqualTo("6221a317");
    }

    /** So does our register.ftl. */
    @Test
    void theStockFormIsTheOneOursWasComparedWith() throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(read("theme/keycloak.v2/login/register.ftl"));

        assertThat(HexFormat.of().formatHex(digest, 0, 4))
                .as("keycloak.v2 has a new register.ftl: compare it with ours, then write its digest here")
                .isEqualTo("75661cb2");
    }

    /** And our login-update-password.ftl; the field for a password in porter-password.ftl is that of field.ftl. */
    @ParameterizedTest
    @CsvSource({"login-update-password.ftl, 0cea2ddf", "field.ftl, 0d6afe09"})
    void theStockPasswordFieldsAreThoseOursWereComparedWith(String file, String expected)
            throws IOException, NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(read("theme/keycloak.v2/login/" + file));

        assertThat(HexFormat.of().formatHex(digest, 0, 4))
                .as("keycloak.v2 has a new %s: compare it with ours, then write its digest here", file)
                .isEqualTo(expected);
    }

    private static byte[] read(String path) throws IOException {
        try (InputStream in = ThemeFiles.resource(path).openStream()) {
            return in.readAllBytes();
        }
    }
}
