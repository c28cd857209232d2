package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.list.PasswordList;
import io.github.keycloakporter.password.list.PasswordListFile;
import io.github.keycloakporter.password.list.WatchedList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.policy.PasswordPolicyConfigException;

/** The list that is shipped, and those that realms name. */
final class CommonLists {

    private static final String SHIPPED = "common-passwords.bin";

    private final CommonConfig config;
    private final PasswordList shipped;
    private final Map<String, WatchedList> own = new ConcurrentHashMap<>();

    CommonLists(CommonConfig config) {
        this.config = config;
        try (InputStream in = PasswordList.class.getResourceAsStream(SHIPPED)) {
            shipped = PasswordListFile.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of common passwords in Porter's jar cannot be read", e);
        }
    }

    PasswordList shipped() {
        return shipped;
    }

    /** @throws PasswordPolicyConfigException there is no such file, or none that can be read */
    WatchedList own(String name) {
        if (!name.matches("[\\w][\\w.-]*")) {
            throw new PasswordPolicyConfigException("give the name of a file in the folder of option " + config.option()
                    + ", of letters, digits, dots and dashes; not '" + name + "'");
        }
        return own.computeIfAbsent(name, this::open);
    }

    private WatchedList open(String name) {
        Path directory = config.directory()
                .orElseThrow(() -> new PasswordPolicyConfigException("the file '" + name
                        + "' is looked for in the folder that option " + config.option() + " names: set it"));
        try {
            return new WatchedList(directory.resolve(name), System::nanoTime);
        } catch (IOException e) {
            throw new PasswordPolicyConfigException(
                    e.getMessage() + " (option " + config.option() + " names the folder)");
        }
    }
}
