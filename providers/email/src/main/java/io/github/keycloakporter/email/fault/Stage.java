package io.github.keycloakporter.email.fault;

/** How far a mail got when it was refused, in the order of an SMTP dialogue (RFC 5321, 3); the last two are no dialogue. */
public enum Stage {
    /** Before and in the greeting. */
    CONNECT,
    EHLO,
    AUTH,
    MAIL,
    RCPT,
    /** The command DATA, before any content. */
    DATA,
    /** The content and the dot at its end. From here on the server may have the mail, whatever becomes of the connection. */
    END,
    /** The answer of a mail provider's HTTP API. */
    HTTP,
    /** What a mail provider reports of the recipient's server, after it accepted the mail. */
    REPORT
}
