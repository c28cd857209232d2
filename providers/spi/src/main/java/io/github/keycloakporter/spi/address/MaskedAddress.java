package io.github.keycloakporter.spi.address;

/** An address as it may be shown to somebody who has not proven to own it, and in logs: {@code a***@example.org}. */
public final class MaskedAddress {

    private MaskedAddress() {}

    public static String of(String address) {
        if (address == null) {
            return "";
        }
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return "***";
        }
        return address.substring(0, address.offsetByCodePoints(0, 1)) + "***" + address.substring(at);
    }
}
