package io.github.keycloakporter.notifications.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A browser by its User-Agent, as coarse as its owner would call it: Firefox on Linux.
 *
 * <p>Only names from these lists come out: whoever sends a request makes up its header, and must not be able to write
 * words of his own into somebody's mail.
 */
public record Device(String browser, String system) {

    /** By what stands in the header, in this order: most of them call themselves Chrome or Safari, too. */
    private static final Map<String, String> BROWSERS = inOrder(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser/",
            "Samsung Internet",
            "Firefox/",
            "Firefox",
            "FxiOS/",
            "Firefox",
            "CriOS/",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = inOrder(
            "iPhone",
            "iOS",
            "iPad",
            "iPadOS",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "Macintosh",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    /** Empty unless browser and system are known ones. */
    public static Optional<Device> of(String userAgent) {
        if (userAgent == null) {
            return Optional.empty();
        }
        return first(BROWSERS, userAgent)
                .flatMap(browser -> first(SYSTEMS, userAgent).map(system -> new Device(browser, system)));
    }

    private static Optional<String> first(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> inOrder(String... pairs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }
}
