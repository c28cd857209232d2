package io.github.keycloakporter.it.harness;

import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cookies as a browser keeps them for localhost: whatever the port, and the Secure ones over http too, because localhost
 * counts as secure. The JDK's own jar does neither.
 */
final class CookieJar {

    private record Cookie(String name, String value, String path) {}

    private final List<Cookie> cookies = new ArrayList<>();

    void take(URI url, List<String> setCookies) {
        for (String line : setCookies) {
            HttpCookie parsed = HttpCookie.parse(withoutExpires(line)).get(0);
            String path = parsed.getPath() == null ? directory(url.getPath()) : parsed.getPath();
            cookies.removeIf(
                    old -> old.name().equals(parsed.getName()) && old.path().equals(path));
            if (parsed.getMaxAge() != 0 && !isPast(line)) {
                cookies.add(new Cookie(parsed.getName(), parsed.getValue(), path));
            }
        }
    }

    Optional<String> header(URI url) {
        String line = cookies.stream()
                .filter(cookie -> fits(url.getPath(), cookie.path()))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        cookies.forEach(cookie -> values.put(cookie.name(), cookie.value()));
        return values;
    }

    private static boolean fits(String path, String cookiePath) {
        return path.equals(cookiePath)
                || (path.startsWith(cookiePath)
                        && (cookiePath.endsWith("/") || path.charAt(cookiePath.length()) == '/'));
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 1 ? "/" : path.substring(0, slash);
    }

    /** Keycloak and the demo app delete cookies by Max-Age=0 or by a date in 1970. */
    private static boolean isPast(String line) {
        return line.toLowerCase(Locale.ROOT).matches(".*expires=[^;]*1970.*");
    }

    private static String withoutExpires(String line) {
        return line.replaceAll("(?i);\\s*expires=[^;]*", "");
    }
}
