package io.github.keycloakporter.password.policy;

import java.util.Arrays;
import java.util.Locale;
import org.keycloak.policy.PasswordPolicyConfigException;

/** Where {@code porter-breached} looks. */
enum BreachMode {
    OFF,
    ONLINE,
    OFFLINE;

    static BreachMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text.isEmpty() ? "off" : text))
                .findFirst()
                .orElseThrow(
                        () -> new PasswordPolicyConfigException("give off, online or offline, not '" + text + "'"));
    }
}
