package io.github.keycloakporter.spi.link;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A link that is issued when its email leaves. Until then the email holds slots in place of the link's token and code.
 *
 * <p>The slots are random for each email. If they were constants, somebody could write a slot into a name or another text of the
 * email, and the recipient's token would be filled into a link to another site.
 *
 * @param request what to issue
 * @param tokenSlot stands for the token: 43 characters of base64url, as a token has, so templates may encode it as they like
 * @param codeSlot stands for the code: one character of Unicode's private use area for each digit, so templates may group the
 *     digits as they like
 */
public record PendingLink(LinkRequest request, String tokenSlot, String codeSlot) {

    private static final int PRIVATE_USE_FIRST = 0xE000;
    private static final int PRIVATE_USE_LAST = 0xF8FF;
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static PendingLink of(LinkRequest request) {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        String code = RANDOM.ints(PRIVATE_USE_FIRST, PRIVATE_USE_LAST + 1)
                .distinct()
                .limit(ActionLinkProvider.CODE_LENGTH)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return new PendingLink(request, Base64.getUrlEncoder().withoutPadding().encodeToString(token), code);
    }

    /** Fills the slots of a text. Without a code the code's slots stay: no template prints them then. */
    public String fill(String text, IssuedLink issued) {
        String filled = text.replace(tokenSlot, issued.token());
        if (issued.code().isPresent()) {
            String code = issued.code().get();
            for (int digit = 0; digit < codeSlot.length(); digit++) {
                filled = filled.replace(codeSlot.charAt(digit), code.charAt(digit));
            }
        }
        return filled;
    }

    @Override
    public String toString() {
        return "PendingLink[" + request.purpose() + "]";
    }
}
