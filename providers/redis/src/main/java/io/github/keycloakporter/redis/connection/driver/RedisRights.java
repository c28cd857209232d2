package io.github.keycloakporter.redis.connection.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.keycloakporter.redis.connection.config.RedisOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the ACL user may do all that Porter does. Each command is tried on a key under the prefix: {@code ACL DRYRUN}
 * would need Redis 7 and another right.
 */
public final class RedisRights {

    private static final String KEY = "KEY";

    /** Each command with arguments that change nothing. */
    static final List<List<String>> TRIALS = List.of(
            List.of("SET", KEY, "1", "XX"),
            List.of("GET", KEY),
            List.of("GETDEL", KEY),
            List.of("GETRANGE", KEY, "0", "0"),
            List.of("MGET", KEY),
            List.of("DEL", KEY),
            List.of("PTTL", KEY),
            List.of("PEXPIRE", KEY, "1"),
            List.of("HGET", KEY, "field"),
            List.of("HKEYS", KEY),
            List.of("HDEL", KEY, "field"),
            // a field without a value: an error of the command, after the check of the right
            List.of("HSET", KEY, "field", "1", "field"),
            List.of("EVAL", "return 1", "1", KEY),
            List.of("EVALSHA", "0000000000000000000000000000000000000000", "1", KEY),
            List.of("HVALS", KEY),
            List.of("EXISTS", KEY),
            List.of("SCAN", "0", "COUNT", "1"),
            List.of("TIME"));

    private RedisRights() {}

    /**
     * Tries all commands. Blocks no longer than the timeout for each.
     *
     * @return what is wrong and how to fix it; empty when nothing is
     */
    public static Optional<String> problem(OpenConnection open, String keyPrefix, Duration timeout)
            throws InterruptedException {
        Map<String, CompletableFuture<Void>> answers = new LinkedHashMap<>();
        TRIALS.forEach(trial -> answers.put(trial.get(0), attempt(open, keyPrefix, trial)));
        List<String> commands = new ArrayList<>();
        boolean keys = false;
        for (Map.Entry<String, CompletableFuture<Void>> answer : answers.entrySet()) {
            String refusal = refusal(answer.getValue(), timeout);
            if (refusal.startsWith("NOPERM") && refusal.contains("key")) {
                keys = true;
            } else if (refusal.startsWith("NOPERM")) {
                commands.add("+" + answer.getKey().toLowerCase(Locale.ROOT));
            }
        }
        return problem(commands, keys, keyPrefix);
    }

    private static Optional<String> problem(List<String> commands, boolean keys, String keyPrefix) {
        if (commands.isEmpty() && !keys) {
            return Optional.empty();
        }
        List<String> rules = new ArrayList<>(commands);
        String text = "NOPERM: the ACL user lacks rights";
        if (keys) {
            rules.add(0, "~" + keyPrefix + ":*");
            text += ", or {keyPrefix} is wrong";
        }
        return Optional.of(RedisOptions.named(text + ". Its rules have to contain " + String.join(" ", rules)
                + " (ACL SETUSER, or Redis's ACL file)"));
    }

    private static CompletableFuture<Void> attempt(OpenConnection open, String keyPrefix, List<String> trial) {
        CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        for (String argument : trial.subList(1, trial.size())) {
            if (argument.equals(KEY)) {
                arguments.addKey((keyPrefix + ":health").getBytes(US_ASCII));
            } else {
                arguments.add(argument.getBytes(US_ASCII));
            }
        }
        return open.commands()
                .dispatch(new Name(trial.get(0)), new Ignored(), arguments)
                .toCompletableFuture();
    }

    /** The error that Redis answers; empty when it answers none. */
    private static String refusal(CompletableFuture<Void> answer, Duration timeout) throws InterruptedException {
        try {
            answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return "";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        } catch (TimeoutException e) {
            return "";
        }
    }

    /** Only whether it is an error counts. */
    private static final class Ignored extends CommandOutput<byte[], byte[], Void> {

        Ignored() {
            super(ByteArrayCodec.INSTANCE, null);
        }

        @Override
        public void set(ByteBuffer bytes) {}

        @Override
        public void set(long integer) {}

        @Override
        public void multi(int count) {}
    }

    private record Name(String name) implements ProtocolKeyword {

        @Override
        public byte[] getBytes() {
            return name.getBytes(US_ASCII);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
