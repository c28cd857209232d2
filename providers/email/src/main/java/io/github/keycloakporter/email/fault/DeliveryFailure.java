package io.github.keycloakporter.email.fault;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is known of a mail that was not accepted.
 *
 * @param reply basic code of SMTP or status of HTTP; 0 where there was none
 * @param status enhanced code, the most specific of those that were given
 * @param provider the mail provider's own classification, such as {@code ses Permanent/General}, or what happened where no
 *     server spoke, such as {@code smtp timeout}; empty for neither
 * @param text the server's words without addresses. Only looked at, never kept
 */
public record DeliveryFailure(Stage stage, int reply, Optional<String> status, String provider, String text) {

    /** Whoever chose the address must not choose the words that are looked for. */
    private static final Pattern ADDRESSES = Pattern.compile("<[^>]*>|\\S*@\\S*");

    private static final int MAX_TEXT = 1000;

    public DeliveryFailure {
        String shorter = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        text = ADDRESSES.matcher(shorter).replaceAll(" ");
    }

    /** A server's reply in an SMTP dialogue. */
    public static DeliveryFailure reply(Stage stage, int reply, String text) {
        return new DeliveryFailure(stage, reply, StatusCodes.enhanced(text), "", text);
    }

    /** A mail provider's answer to a call. @param provider what it names, such as {@code sendgrid from.email} */
    public static DeliveryFailure api(int status, String provider) {
        return new DeliveryFailure(Stage.HTTP, status, Optional.empty(), provider, "");
    }

    /** No server spoke, or what it said was not asked for. */
    public static DeliveryFailure event(Stage stage, String what) {
        return new DeliveryFailure(stage, 0, Optional.empty(), what, "");
    }

    /**
     * A mail provider's report.
     *
     * @param provider the provider and its classification
     * @param reply basic code where the report has it as a number, otherwise 0
     * @param texts the fields that may hold codes, the most trusted one first
     */
    public static DeliveryFailure report(String provider, int reply, List<String> texts) {
        int basic = reply > 0
                ? reply
                : texts.stream()
                        .map(StatusCodes::basic)
                        .filter(code -> code > 0)
                        .findFirst()
                        .orElse(0);
        Optional<String> status = StatusCodes.mostSpecific(texts.stream()
                .flatMap(text -> StatusCodes.enhanced(text).stream())
                .filter(Predicate.not(code -> code.startsWith("2"))));
        return new DeliveryFailure(Stage.REPORT, basic, status, provider, String.join("\n", texts));
    }

    /** By the codes alone: only where every code there is says so. */
    boolean permanent() {
        return (reply == 0 || reply >= 500)
                && status.filter(code -> !code.startsWith("5")).isEmpty();
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "DeliveryFailure[stage=" + stage + ", reply=" + reply + ", status=" + status.orElse("-") + ", provider="
                + provider + "]";
    }
}
