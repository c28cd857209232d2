package io.github.keycloakporter.notifications.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox | Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
                        + " Safari/537.36 Edg/140.0.0.0 | Edge | Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
                        + " Safari/605.1.15 | Safari | macOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " CriOS/140.0 Mobile/15E148 Safari/604.1 | Chrome | iOS",
                "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0"
                        + " Chrome/130.0 Mobile Safari/537.36 | Samsung Internet | Android"
            })
    void isCalledAsItsOwnerCallsIt(String userAgent, String browser, String system) {
        assertThat(Device.of(userAgent)).contains(new Device(browser, system));
    }

    @Test
    void nothingThatSomebodyMadeUpComesOut() {
        assertThat(Device.of("Call-us-now/1.0 at 0800-12345")).isEmpty();
        assertThat(Device.of("Firefox/1.0 (Call us now; Linux)")).contains(new Device("Firefox", "Linux"));
        assertThat(Device.of(null)).isEmpty();
    }
}
