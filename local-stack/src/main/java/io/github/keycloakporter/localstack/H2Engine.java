package io.github.keycloakporter.localstack;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.h2.tools.Server;

/** H2, the engine of Keycloak's {@code db=dev-file}. A process of its own, because H2 chooses its address once for a whole JVM. */
final class H2Engine implements DatabaseEngine {

    @Override
    public void initialize(Path data, Path log) {
        // made at the first connection
    }

    @Override
    public ProcessBuilder command(Path data, int port) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dh2.bindAddress=" + Ports.LOOPBACK,
                "-cp",
                jar().toString(),
                Server.class.getName(),
                "-tcp",
                "-tcpPort",
                Integer.toString(port),
                "-ifNotExists",
                "-baseDir",
                data.toString());
    }

    @Override
    public String jdbcUrl(int port) {
        // "value" is a column of Keycloak's and a keyword of H2's
        return "jdbc:h2:tcp://" + Ports.LOOPBACK + ":" + port + "/./" + NAME + ";NON_KEYWORDS=VALUE";
    }

    private static Path jar() {
        try {
            return Path.of(Server.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new StackException("The H2 jar has no usable path: " + e.getMessage(), e);
        }
    }
}
