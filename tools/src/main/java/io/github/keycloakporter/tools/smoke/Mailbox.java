package io.github.keycloakporter.tools.smoke;

import java.util.List;

/** Where the test's email arrives. */
interface Mailbox extends AutoCloseable {

    /** All emails to an address, oldest first. */
    List<Letter> letters(String address);

    /** Removes the emails to an address, where the mailbox can remove single ones. */
    boolean remove(String address);

    @Override
    void close();
}
