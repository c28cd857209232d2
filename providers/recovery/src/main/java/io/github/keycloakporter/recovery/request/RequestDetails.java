package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;

/** When, from which app and roughly where a reset was asked for: what the owner of the mailbox can tell a stranger's by. */
final class RequestDetails {

    private RequestDetails() {}

    /** What templates see: {@code askedAt}, and where they are known {@code askedFrom} (app) and {@code askedNetwork}. */
    static Map<String, Object> of(ResetRequest request, ClientModel app, Locale locale) {
        Map<String, Object> all = new HashMap<>();
        all.put("askedAt", time(Instant.ofEpochMilli(request.askedAt()), locale));
        name(app).ifPresent(name -> all.put("askedFrom", name));
        if (request.mail().tellsNetwork()) {
            network(request.caller()).ifPresent(network -> all.put("askedNetwork", network));
        }
        return all;
    }

    /** In UTC, for the server knows no other zone of its users, and says so. */
    private static String time(Instant instant, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(ZoneOffset.UTC)
                        .format(instant)
                + " UTC";
    }

    /** Names of Keycloak's own apps are keys of its messages: they say nothing here. */
    private static Optional<String> name(ClientModel app) {
        if (app == null) {
            return Optional.empty();
        }
        String name = app.getName() == null || app.getName().isBlank() ? app.getClientId() : app.getName();
        return Optional.of(name).filter(text -> !text.startsWith("${") && !text.startsWith("_"));
    }

    /** Such as {@code 203.0.113.0/24}: enough to tell home from abroad, too little to tell a person. */
    private static Optional<String> network(String caller) {
        return LimitSubjects.none().ip(caller).get(Dimension.SUBNET).map(subnet -> {
            int colon = subnet.indexOf(':');
            int length = Integer.parseInt(subnet.substring(0, colon));
            byte[] known = HexFormat.of().parseHex(subnet.substring(colon + 1));
            try {
                String text =
                        InetAddress.getByAddress(Arrays.copyOf(known, length)).getHostAddress();
                return text + "/" + known.length * Byte.SIZE;
            } catch (UnknownHostException e) {
                throw new IllegalStateException("An address has 4 or 16 bytes, not " + length, e);
            }
        });
    }
}
