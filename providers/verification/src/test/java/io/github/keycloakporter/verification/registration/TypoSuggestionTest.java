package io.github.keycloakporter.verification.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypoSuggestionTest {

    @ParameterizedTest
    @CsvSource({
        "maria@gmial.com,      maria@gmail.com",
        "maria@gamil.com,      maria@gmail.com",
        "maria@gmail.co,       maria@gmail.com",
        "maria@gmail.con,      maria@gmail.com",
        "maria@gmai.com,       maria@gmail.com",
        "Maria+x@GMIAL.com,    Maria+x@gmail.com",
        "m@hotmial.com,        m@hotmail.com",
        "m@hotmal.de,          m@hotmail.de",
        "m@yahooo.fr,          m@yahoo.fr",
        "m@protonmial.con,     m@protonmail.com",
        "m@telefoncia.net,     m@telefonica.net",
        "m@gmx.dde,            m@gmx.de",
    })
    void asks(String typed, String likely) {
        assertThat(TypoSuggestion.of(typed)).contains(likely);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m@gmail.com",
                "m@mail.com",
                "m@ymail.com",
                "m@gmx.at",
                "m@web.at",
                "m@yahoo.it",
                "m@outlook.ie",
                "m@hotmail.be",
                "m@live.nl",
                "m@example.org",
                "m@me.com",
                "m@a.de",
                "m@",
                "@gmial.com",
                "gmial.com",
                ""
            })
    void staysSilent(String typed) {
        assertThat(TypoSuggestion.of(typed)).isEmpty();
    }
}
