package io.github.keycloakporter.spi.mail;

import java.util.List;

/**
 * One transport, ready for one realm. Holds no session and no transaction; may be used from any thread.
 */
public interface MailRoute {

    /** The id of the transport, such as {@code smtp}. */
    String transport();

    /** What fails together, such as {@code smtp:mail.example.org:587}: circuit breakers count by it. Free of secrets. */
    String server();

    /** How many mails one call takes at most; 1 for a transport that knows no bulk. */
    int batchSize();

    /**
     * Hands mails over, all of one run if there is more than one. Waits for the server as long as the transport's own
     * timeouts allow. Throws for nothing a mail server can do.
     *
     * @return one result a mail, in the order of the mails
     */
    List<DeliveryResult> deliver(List<MailMessage> mails);
}
