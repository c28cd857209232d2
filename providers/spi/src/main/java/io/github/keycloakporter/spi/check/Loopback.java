package io.github.keycloakporter.spi.check;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts that only this machine reaches. By the name alone: nobody is asked. */
public final class Loopback {

    private static final Pattern HOST =
            Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    private Loopback() {}

    public static boolean isHost(String host) {
        return HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
