package io.github.keycloakporter.redis.connection;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * A Lua script that Redis runs atomically. Kept as a {@code .lua} file beside the class that owns it, read once.
 *
 * @param <T> what Lettuce makes of the script's answer
 */
@SuppressWarnings("UnusedTypeParameter") // ties the answer of run() to the script
public final class RedisScript<T> {

    private final String name;
    private final byte[] source;
    private final String sha1;
    private final ScriptOutputType output;

    private RedisScript(Class<?> owner, String name, ScriptOutputType output) {
        this.name = name;
        this.source = read(owner, name + ".lua");
        this.sha1 = sha1(source);
        this.output = output;
    }

    /**
     * A script that answers a whole number.
     *
     * @param owner a class in the package that holds the file {@code <name>.lua}
     * @param name also the operation's name in metrics and errors
     */
    public static RedisScript<Long> number(Class<?> owner, String name) {
        return new RedisScript<>(owner, name, ScriptOutputType.INTEGER);
    }

    /** A script that answers a string of bytes or nil (null). */
    public static RedisScript<byte[]> bytes(Class<?> owner, String name) {
        return new RedisScript<>(owner, name, ScriptOutputType.VALUE);
    }

    /** A script that answers a table: its members are {@link Long}, {@code byte[]}, {@link List} or null. */
    public static RedisScript<List<Object>> list(Class<?> owner, String name) {
        return new RedisScript<>(owner, name, ScriptOutputType.MULTI);
    }

    public String name() {
        return name;
    }

    byte[] source() {
        return source;
    }

    String sha1() {
        return sha1;
    }

    ScriptOutputType output() {
        return output;
    }

    @Override
    public String toString() {
        return "RedisScript[" + name + "]";
    }

    private static byte[] read(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("No script " + file + " beside " + owner.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the script " + file + " beside " + owner.getName(), e);
        }
    }

    /** EVALSHA names a script by its SHA-1; nothing secret rests on it. */
    private static String sha1(byte[] source) {
        return HexFormat.of().formatHex(HashUtils.hash("SHA-1", source));
    }
}
