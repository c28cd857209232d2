package io.github.keycloakporter.tools.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Values from the environment: {@code NAME}, or a file that {@code NAME_FILE} names, as Docker and Kubernetes mount secrets. */
public final class Secrets {

    private final Map<String, String> environment;

    public Secrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public Optional<String> get(String name) {
        String value = environment.get(name);
        String file = environment.get(name + "_FILE");
        if (value != null && !value.isEmpty() && file != null && !file.isEmpty()) {
            throw new ToolException("Set " + name + " or " + name + "_FILE, not both");
        }
        if (value != null && !value.isEmpty()) {
            return Optional.of(value);
        }
        return Optional.ofNullable(file).filter(path -> !path.isEmpty()).map(path -> read(name, path));
    }

    private static String read(String name, String path) {
        try {
            String value = Files.readString(Path.of(path)).stripTrailing();
            if (value.isEmpty()) {
                throw new ToolException(name + "_FILE names " + path + ", which is empty");
            }
            return value;
        } catch (IOException e) {
            throw new ToolException(name + "_FILE names " + path + ", which cannot be read", e);
        }
    }
}
