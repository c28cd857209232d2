package io.github.keycloakporter.redis.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server tells of itself, and what is wrong with it.
 *
 * @param complaints sentences for the log, each with the mend
 */
record ServerFacts(String version, List<String> complaints) {

    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** @param info the answer of INFO: lines of {@code name:value} */
    static ServerFacts of(String info) {
        // Valkey speaks of itself as Redis 7.2.4 here, which is what counts
        String version = field(info, "redis_version", RedisState.UNKNOWN_VERSION);
        List<String> complaints = new ArrayList<>();
        Matcher release = RELEASE.matcher(version);
        if (release.matches() && Integer.parseInt(release.group(1)) * 100 + Integer.parseInt(release.group(2)) < 602) {
            complaints.add("Redis " + version + " is too old: Porter needs GETDEL, so 6.2 or newer");
        }
        String policy = field(info, "maxmemory_policy", "noeviction");
        if (!policy.equals("noeviction")) {
            complaints.add("Redis may throw keys away when its memory is full (maxmemory-policy " + policy
                    + "): a revoked token could become valid again. Set maxmemory-policy noeviction");
        }
        return new ServerFacts(version, List.copyOf(complaints));
    }

    private static String field(String info, String name, String otherwise) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse(otherwise);
    }
}
