package io.github.keycloakporter.it;

import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Mailbox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often an owner was told of something, however much of it came in one mail. */
final class NoticeCounter {

    private static final Pattern AGAIN = Pattern.compile("This happened (?:once|(\\d+)) more");

    private NoticeCounter() {}

    static int times(Mailbox mailbox) {
        return mailbox.all().stream().mapToInt(NoticeCounter::times).sum();
    }

    private static int times(Letter letter) {
        Matcher again = AGAIN.matcher(letter.text());
        return again.find() && again.group(1) != null ? Integer.parseInt(again.group(1)) : 1;
    }
}
