package io.github.keycloakporter.spi.link;

import java.util.Optional;

/**
 * A link just issued. Both values are secrets of the mailbox: they go into the mail and nowhere else.
 *
 * @param token 32 random bytes, base64url without padding: 43 characters
 * @param code the 6-digit code beside the link, where one was asked for
 */
public record IssuedLink(String token, Optional<String> code) {

    /** Hides the secrets: a record's own text would print them into the first log line that meets it. */
    @Override
    public String toString() {
        return "IssuedLink[code=" + code.isPresent() + "]";
    }
}
