package io.github.keycloakporter.password.list;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Passwords that nobody may choose, without regard to case.
 *
 * @param minimumLength of the shortest entry, in UTF-16 units: nothing shorter is looked up
 */
public record PasswordList(int minimumLength, FingerprintSet members) {

    public PasswordList {
        if (minimumLength < 1 || minimumLength > Short.MAX_VALUE) {
            throw new IllegalArgumentException("the least length must be between 1 and " + Short.MAX_VALUE);
        }
        Objects.requireNonNull(members);
    }

    /** @param minimumLength shorter entries are left out */
    static PasswordList of(int minimumLength, Stream<String> passwords) {
        long[] fingerprints = passwords
                .map(PasswordList::folded)
                .filter(password -> password.length() >= minimumLength)
                .mapToLong(Fingerprint::of)
                .toArray();
        return new PasswordList(minimumLength, FingerprintSet.of(fingerprints));
    }

    /** As an entry is kept and looked up: NFC (Unicode Annex 15), in lower case. */
    public static String folded(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** @param folded see {@link #folded} */
    public boolean contains(CharSequence folded) {
        return folded.length() >= minimumLength && members.contains(Fingerprint.of(folded));
    }

    public int size() {
        return members.size();
    }

    public long sizeInBytes() {
        return members.sizeInBytes();
    }
}
