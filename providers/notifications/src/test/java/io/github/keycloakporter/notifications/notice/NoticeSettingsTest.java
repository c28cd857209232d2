package io.github.keycloakporter.notifications.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeSettingsTest {

    private final List<String> log = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(NoticeType.class)
    void everyTypeIsSwitchedByOptionAndAttribute(NoticeType type) {
        assertThat(switches(Map.of()).isOn(TestRealm.withAttributes(Map.of()), type))
                .isEqualTo(type != NoticeType.NEW_DEVICE);
        for (String one : List.of("on", "off")) {
            NoticeSettings server = switches(Map.of(type.option(), one));
            assertThat(server.isOn(TestRealm.withAttributes(Map.of()), type)).isEqualTo(one.equals("on"));
            for (String other : List.of("on", "off")) {
                assertThat(server.isOn(TestRealm.withAttributes(Map.of("porter.notice." + type.tag(), other)), type))
                        .isEqualTo(other.equals("on"));
            }
        }
    }

    @Test
    void whatIsNoSwitchIsToldAndTheOptionGoesOn() {
        var realm = TestRealm.withAttributes(Map.of("porter.notice.password-changed", "yes"));
        assertThat(switches(Map.of()).isOn(realm, NoticeType.PASSWORD_CHANGED)).isTrue();
        assertThat(switches(Map.of("passwordChanged", "off")).isOn(realm, NoticeType.PASSWORD_CHANGED))
                .isFalse();
        assertThat(log).allMatch(line -> line.contains("porter.notice.password-changed must be on or off"));
    }

    @Test
    void noIpAndAWayBackUnlessAskedOtherwise() {
        var silent = TestRealm.withAttributes(Map.of());
        assertThat(switches(Map.of()).showsIp(silent)).isFalse();
        assertThat(switches(Map.of()).letsTakeBack(silent)).isTrue();
        var other = TestRealm.withAttributes(Map.of("porter.notice.ip", "on", "porter.notice.take-back", "OFF"));
        assertThat(switches(Map.of()).showsIp(other)).isTrue();
        assertThat(switches(Map.of()).letsTakeBack(other)).isFalse();
    }

    /** Keycloak takes options with such endings for options of the build, and refuses them at the start. */
    @Test
    void noOptionLooksLikeOneOfTheBuild() {
        assertThat(NoticeConfig.metadata())
                .extracting(option -> option.getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .toLowerCase(java.util.Locale.ROOT))
                .noneMatch(name -> ("-" + name).matches(".*-(enabled|provider|provider-default)"));
    }

    @Test
    void aWrongOptionStopsTheStart() {
        assertThat(config(Map.of("linkLifespan", "5d")).linkLifespan()).isEqualTo(Duration.ofDays(5));
        assertThatThrownBy(() -> config(Map.of("linkLifespan", "1m")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-events-listener--porter-notices--link-lifespan");
        assertThatThrownBy(() -> config(Map.of("accountDeleted", "no")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-events-listener--porter-notices--account-deleted must be one of on, off");
    }

    private NoticeSettings switches(Map<String, String> options) {
        return new NoticeSettings(config(options), new RealmWarnings(log::add));
    }

    private static NoticeConfig config(Map<String, String> options) {
        return NoticeConfig.from(new ScopeReader(new MapScope(options), "events-listener", "porter-notices"));
    }
}
