package io.github.keycloakporter.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The file docker/redis/users.acl with passwords, and with a user for the tests themselves. */
public final class ShippedAcl {

    public static final String PASSWORD = "a word of the tests";

    public static final Path FILE = Path.of("..", "..", "docker", "redis", "users.acl");
    private static final String PLACEHOLDER = "SHA-256-OF-THE-PASSWORD";
    private static final String OTHERS = """
            user admin on >admin ~* &* +@all
            user replica on >replica resetchannels +psync +replconf +ping
            user sentinel on >sentinel &* +multi +slaveof +ping +exec +subscribe +config|rewrite +role +publish +info \
            +client|setname +client|kill +script|kill
            """;

    private ShippedAcl() {}

    /** @return the setting that loads it */
    public static String in(Path directory) throws IOException, GeneralSecurityException {
        String shipped = Files.readString(FILE);
        if (!shipped.contains(PLACEHOLDER)) {
            throw new IOException(FILE + " holds no place for the password");
        }
        return write(directory, shipped);
    }

    /** The same with the usual hardening of the default user, which takes all its rights. */
    public static String withoutRightsOfDefault(Path directory) throws IOException, GeneralSecurityException {
        return write(
                directory,
                Files.readString(FILE).replaceAll("(?m)^user default .*$", "user default off resetkeys -@all"));
    }

    private static String write(Path directory, String rules) throws IOException, GeneralSecurityException {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(PASSWORD.getBytes(StandardCharsets.UTF_8)));
        Path file = Files.writeString(directory.resolve("users.acl"), rules.replace(PLACEHOLDER, hash) + OTHERS);
        return "aclfile " + file;
    }

    public static String adminUri(EmbeddedRedis redis) {
        return "redis://admin:admin@127.0.0.1:" + redis.port();
    }
}
