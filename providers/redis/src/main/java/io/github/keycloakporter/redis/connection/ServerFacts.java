package io.github.keycloakporter.redis.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server tells of itself.
 *
 * @param evictionPolicy its {@code maxmemory-policy}
 * @param appendOnly whether it writes each change to a file
 */
record ServerFacts(String version, String evictionPolicy, boolean appendOnly) {

    static final String NO_EVICTION = "noeviction";

    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** @param info the answer of INFO: lines of {@code name:value} */
    static ServerFacts of(String info) {
        // Valkey speaks of itself as Redis 7.2.4 here, which is what counts
        return new ServerFacts(
                field(info, "redis_version", RedisState.UNKNOWN_VERSION),
                field(info, "maxmemory_policy", NO_EVICTION),
                field(info, "aof_enabled", "1").equals("1"));
    }

    boolean tooOld() {
        Matcher release = RELEASE.matcher(version);
        return release.matches() && Integer.parseInt(release.group(1)) * 100 + Integer.parseInt(release.group(2)) < 602;
    }

    boolean evicts() {
        return !evictionPolicy.equals(NO_EVICTION);
    }

    /** What is wrong: sentences for the log, each with the fix. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (tooOld()) {
            complaints.add("Redis " + version + " is too old: Porter needs GETDEL, so 6.2 or newer");
        }
        if (evicts()) {
            complaints.add("Redis may throw keys away when its memory is full (maxmemory-policy " + evictionPolicy
                    + "): a revoked token could become valid again. Set maxmemory-policy noeviction");
        }
        return complaints;
    }

    private static String field(String info, String name, String otherwise) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse(otherwise);
    }
}
