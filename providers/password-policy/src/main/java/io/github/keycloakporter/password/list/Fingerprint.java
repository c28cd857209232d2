package io.github.keycloakporter.password.list;

/**
 * 48 bits that stand for a password in a list. No cryptographic digest: whoever finds a second password with the same
 * fingerprint has one that is refused too, and common passwords are no secret. Part of the file format: never change it.
 */
final class Fingerprint {

    static final int BITS = 48;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    /** FNV-1a over the UTF-16 units, then MurmurHash3's 64-bit finalizer, which FNV needs for its upper bits. */
    static long of(CharSequence text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            hash = (hash ^ (unit & 0xff)) * PRIME;
            hash = (hash ^ (unit >>> 8)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (hash ^ (hash >>> 33)) >>> (64 - BITS);
    }
}
