package io.github.keycloakporter.notifications.notice;

import io.github.keycloakporter.spi.config.RealmWarnings;
import java.util.Locale;
import org.keycloak.models.RealmModel;

/** What a realm wants: its attributes {@code porter.notice.…}, and the server's options where it says nothing. */
public record NoticeSettings(NoticeConfig config, RealmWarnings warnings) {

    static final String ATTRIBUTES = "porter.notice.";

    boolean isOn(RealmModel realm, NoticeType type) {
        return isOn(realm, type.tag(), config.on().contains(type));
    }

    boolean showsIp(RealmModel realm) {
        return isOn(realm, NoticeConfig.SHOW_IP, config.showIp());
    }

    boolean letsTakeBack(RealmModel realm) {
        return isOn(realm, NoticeConfig.TAKE_BACK, config.takeBack());
    }

    private boolean isOn(RealmModel realm, String name, boolean otherwise) {
        String attribute = ATTRIBUTES + name;
        String value = realm.getAttribute(attribute);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> {
                warnings.warn(realm, attribute, "must be on or off; the server's option goes on");
                yield otherwise;
            }
        };
    }
}
