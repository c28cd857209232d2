package io.github.keycloakporter.email.template;

/**
 * A text for a header of a mail: on one line, and without characters that turn the direction of writing. Names of
 * organizations, realms and providers come in by consoles and files, where nothing looks at them.
 */
final class OneLine {

    private OneLine() {}

    static String of(String text) {
        return text == null
                ? null
                : text.replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
                        .replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
                        .trim();
    }
}
