package io.github.keycloakporter.spi.address;

import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.utils.EmailValidationUtil;

/**
 * What an email address is, and when two spellings are one address. Limits, the cooldown, the suppression list and sign-up
 * all compare addresses by {@link #canonical}.
 */
public final class AddressSyntax {

    /** RFC 5321, 4.5.3.1.3: a path of 256 octets, two of which are its brackets. */
    private static final int MAX_LENGTH = 254;

    /** RFC 5322, 3.2.3, with the letters of RFC 6532: a local part that needs no quotes. */
    private static final Pattern DOT_ATOM =
            Pattern.compile("[\\w!#$%&'*+/=?^`{|}~\u0080-\uFFFF-]+(\\.[\\w!#$%&'*+/=?^`{|}~\u0080-\uFFFF-]+)*");

    private AddressSyntax() {}

    /**
     * The address as mail servers take it: its domain in ASCII (IDNA, RFC 5890), its local part without needless quotes (RFC
     * 5321, 4.1.2); empty for anything else than one address.
     */
    public static Optional<String> ascii(String address) {
        if (address == null || isTooLong(address) || !EmailValidationUtil.isValidEmail(address)) {
            return Optional.empty();
        }
        // asked again, because letters of other scripts may become an '@' or a bracket in ASCII
        return Optional.of(rewritten(address, AddressSyntax::unquoted, IDN::toASCII))
                .filter(ascii -> !isTooLong(ascii) && EmailValidationUtil.isValidEmail(ascii));
    }

    /**
     * One text for all spellings of an address: needless quotes, full stops of other scripts (U+3002, U+FF0E, U+FF61), upper
     * case, the Unicode form and the ASCII form of a domain (RFC 5891) make no difference. What follows a plus sign does. Text
     * that is no address stays as it is, in lower case.
     */
    public static String canonical(String address) {
        String text = address.strip();
        return ascii(text).isPresent()
                ? rewritten(text, AddressSyntax::unquoted, domain -> IDN.toUnicode(IDN.toASCII(domain)))
                        .toLowerCase(Locale.ROOT)
                : composed(text).toLowerCase(Locale.ROOT);
    }

    /**
     * The mailbox that most mail servers deliver the address to: {@link #canonical}, without what follows a plus sign, and with
     * letters that only look different made equal (NFKC). A guess, good for counting and for nothing else.
     */
    public static String mailbox(String address) {
        String folded = Normalizer.normalize(canonical(address), Normalizer.Form.NFKC);
        int at = folded.lastIndexOf('@');
        int plus = folded.indexOf('+');
        return plus > 0 && plus < at ? folded.substring(0, plus) + folded.substring(at) : folded;
    }

    /** The spellings under which an account may have the address: as Keycloak kept it, and with either form of its domain. */
    public static List<String> spellings(String address) {
        String canonical = canonical(address);
        return Stream.of(
                        address.strip().toLowerCase(Locale.ROOT),
                        canonical,
                        ascii(canonical).orElse(canonical))
                .distinct()
                .toList();
    }

    /**
     * Whether no mail server would take it. To be asked before Keycloak's rules are: {@code java.net.IDN} of newer JDKs throws
     * at a very long domain what Keycloak does not catch.
     */
    public static boolean isTooLong(String address) {
        return address.length() > MAX_LENGTH;
    }

    private static String rewritten(String address, UnaryOperator<String> localPart, UnaryOperator<String> domain) {
        int at = address.lastIndexOf('@');
        return localPart.apply(address.substring(0, at)) + '@' + domain.apply(address.substring(at + 1));
    }

    /** The quotes and backslashes of a local part are not part of it (RFC 5321, 4.1.2); only those it needs stay. */
    private static String unquoted(String localPart) {
        StringBuilder content = new StringBuilder();
        boolean escaped = false;
        for (char c : composed(localPart).toCharArray()) {
            if (!escaped && c == '\\') {
                escaped = true;
            } else if (escaped || c != '"') {
                content.append(c);
                escaped = false;
            }
        }
        return DOT_ATOM.matcher(content).matches()
                ? content.toString()
                : '"' + content.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
