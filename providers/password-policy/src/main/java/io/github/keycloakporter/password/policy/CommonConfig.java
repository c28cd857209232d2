package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of {@code porter-common}.
 *
 * @param directory where the files lie that realms name
 * @param option how the operator names it
 */
record CommonConfig(Optional<Path> directory, String option) {

    private static final String DIRECTORY = "directory";

    static CommonConfig from(ScopeReader options) {
        Optional<Path> directory = options.text(DIRECTORY).map(Path::of);
        if (directory.isPresent() && !Files.isDirectory(directory.get())) {
            throw options.error(DIRECTORY, "must name a folder; '" + directory.get() + "' is none");
        }
        return new CommonConfig(directory, options.option(DIRECTORY));
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(DIRECTORY)
                .type("string")
                .helpText("Directory of the files that realms name in porter-common(file).")
                .add()
                .build();
    }
}
