package io.github.keycloakporter.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The file docker/redis/users.acl with passwords: that of each user is its name, but for porter. */
public final class ShippedAcl {

    public static final String PASSWORD = "a word of the tests";

    public static final Path FILE = Path.of("..", "..", "docker", "redis", "users.acl");
    private static final Pattern PLACEHOLDER = Pattern.compile("#SHA-256-OF-([a-z]+)");

    private ShippedAcl() {}

    /** @return the setting that loads it */
    public static String in(Path directory) throws IOException, GeneralSecurityException {
        return write(directory, Files.readString(FILE));
    }

    /** The same with the usual hardening of the default user, which takes all its rights. */
    public static String withoutRightsOfDefault(Path directory) throws IOException, GeneralSecurityException {
        return write(
                directory,
                Files.readString(FILE).replaceAll("(?m)^user default .*$", "user default off resetkeys -@all"));
    }

    private static String write(Path directory, String rules) throws IOException, GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        String users = PLACEHOLDER.matcher(rules).replaceAll(place -> {
            String user = place.group(1);
            String password = user.equals("porter") ? PASSWORD : user;
            return "#" + HexFormat.of().formatHex(sha256.digest(password.getBytes(StandardCharsets.UTF_8)));
        });
        if (users.equals(rules)) {
            throw new IOException(FILE + " holds no place for a password");
        }
        return "aclfile " + Files.writeString(directory.resolve("users.acl"), users);
    }

    public static String adminUri(EmbeddedRedis redis) {
        return "redis://admin:admin@127.0.0.1:" + redis.port();
    }
}
