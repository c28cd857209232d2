package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One Keycloak server process on loopback. It has a directory of its own with its database (unless a shared one is given), its
 * import files and its log, and keeps directory and ports over stop, kill and restart.
 */
public final class KeycloakNode implements AutoCloseable {

    /** Name and password of the first administrator of the master realm. */
    public static final String ADMIN = "admin";

    private static final Duration READY = Duration.ofMinutes(4);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int PROBE_MILLIS = 2_000;

    private final String name;
    private final int httpPort;
    private final int managementPort;
    private final Path home;
    private final Path logFile;
    private final Map<String, String> options;
    private final Map<String, String> env;
    private final KeycloakImage image;
    private volatile ChildProcess process;

    private KeycloakNode(Builder builder) {
        name = builder.name;
        List<Integer> free = Ports.free(2);
        httpPort = builder.httpPort == 0 ? free.get(0) : builder.httpPort;
        managementPort = builder.managementPort == 0 ? free.get(1) : builder.managementPort;
        home = builder.dir.resolve("home");
        logFile = builder.dir.resolve("keycloak.log");
        options = builder.options(httpPort, managementPort);
        env = builder.env();
        image = builder.image;
        if (image == null) {
            builder.distribution.copyTo(home);
        }
        builder.copyRealms(home);
    }

    public static Builder builder(KeycloakDistribution distribution) {
        return new Builder(distribution);
    }

    /** {@code http://localhost:<port>}: where this very node listens, whatever its {@code hostname} option says. */
    public URI baseUrl() {
        return URI.create("http://localhost:" + httpPort);
    }

    /** Where health and metrics are. */
    public URI managementUrl() {
        return URI.create("http://localhost:" + managementPort);
    }

    public String name() {
        return name;
    }

    public Path logFile() {
        return logFile;
    }

    /** The node's copy of the distribution. */
    public Path home() {
        return home;
    }

    public boolean isRunning() {
        ChildProcess current = process;
        return current != null && current.isAlive();
    }

    /** SIGTERM; running requests are finished. */
    public synchronized void stop() {
        if (isRunning()) {
            process.stop(GRACE);
        }
    }

    /** SIGKILL in the midst of whatever it does. */
    public synchronized void kill() {
        if (isRunning()) {
            if (image != null) {
                image.kill(httpPort);
            }
            process.kill();
        }
    }

    /** Makes the process hang (SIGSTOP): connections stay open, nothing is answered until {@link #thaw()}. */
    public synchronized void freeze() {
        process.freeze();
    }

    /** Lets a frozen process continue. */
    public synchronized void thaw() {
        process.thaw();
    }

    /** The process id of the server's JVM. */
    public synchronized long pid() {
        return process.workerPid();
    }

    /** Starts it again with its data; a running one is stopped first. Returns once it is ready. */
    public void restart() {
        launch();
        // outside the lock: another thread may stop a node that is still starting
        Waiting.until(name, READY, process, this::isReady);
    }

    /** Stops it and deletes its directory; the log stays. */
    @Override
    public void close() {
        stop();
        try {
            FileTree.delete(home);
        } catch (IOException e) {
            throw new StackException("Could not delete " + home + ": " + e.getMessage(), e);
        }
    }

    private synchronized void launch() {
        stop();
        Ports.requireFree(httpPort, name, "httpPort");
        Ports.requireFree(managementPort, name + " (management)", "managementPort");
        List<String> arguments = new ArrayList<>(List.of("start", "--optimized", "--import-realm"));
        options.forEach((option, value) -> arguments.add("--" + option + "=" + value));
        ProcessBuilder command = image == null
                ? KeycloakDistribution.command(home, arguments)
                : image.command(httpPort, home, env.keySet(), arguments);
        command.environment().putAll(env);
        process = ChildProcess.start(name, command, logFile);
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    managementUrl().resolve("/health/ready").toURL().openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** What can be chosen. */
    public static final class Builder {

        private final KeycloakDistribution distribution;
        private final Map<String, String> options = new LinkedHashMap<>();
        private final Map<String, String> env = new LinkedHashMap<>();
        private final List<Path> realms = new ArrayList<>();
        private String name = "Keycloak";
        private String heap = "-Xms128m -Xmx768m";
        private String jvm = KeycloakDistribution.QUICK_JVM;
        private int httpPort;
        private int managementPort;
        private Path dir;
        private KeycloakImage image;

        private Builder(KeycloakDistribution distribution) {
            this.distribution = distribution;
        }

        /** What error messages call it. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Default: a free one. */
        public Builder httpPort(int value) {
            httpPort = value;
            return this;
        }

        /** Default: a free one. */
        public Builder managementPort(int value) {
            managementPort = value;
            return this;
        }

        /** Where the node lives; must be empty or absent. */
        public Builder dir(Path value) {
            dir = value;
            return this;
        }

        /** Runs in a container of this image in place of the distribution. */
        Builder image(KeycloakImage value) {
            image = value;
            return this;
        }

        /** A runtime option without its dashes, as in {@code spi-redis-connection--lettuce--uri}. */
        public Builder option(String option, String value) {
            options.put(option, value);
            return this;
        }

        /** An environment variable, for example for the placeholders of the imported realms. */
        public Builder env(String variable, String value) {
            env.put(variable, value);
            return this;
        }

        /** A realm file to import at the first start; a {@code <realm>-realm.json} must carry its realm's name. */
        public Builder importRealm(Path file) {
            realms.add(file);
            return this;
        }

        /**
         * One of several nodes on one database: they find each other through a table of it and tell each other which cached
         * users changed.
         */
        public Builder clustered() {
            return option("cache", "ispn")
                    .option("cache-embedded-mtls-enabled", "false")
                    .option("cache-embedded-network-bind-address", Ports.LOOPBACK)
                    .option("cache-embedded-network-bind-port", Integer.toString(Ports.free()));
        }

        /** JVM heap flags. Default: at most 768 MB. */
        public Builder heap(String value) {
            heap = value;
            return this;
        }

        /** More JVM flags. Default: those for a quick start; an empty string leaves all to kc.sh, as in production. */
        public Builder jvm(String value) {
            jvm = value;
            return this;
        }

        public KeycloakNode start() {
            KeycloakNode node = build();
            node.restart();
            return node;
        }

        /** A node that does not run yet: {@link KeycloakNode#restart()} starts it. */
        public KeycloakNode build() {
            if (dir == null) {
                throw new StackException("A Keycloak node needs a directory: call dir(...)");
            }
            return new KeycloakNode(this);
        }

        private Map<String, String> options(int http, int management) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("http-enabled", "true");
            all.put("http-host", Ports.LOOPBACK);
            all.put("http-port", Integer.toString(http));
            all.put("http-management-port", Integer.toString(management));
            all.put("hostname", "http://localhost:" + http);
            all.put("cache", "local");
            all.putAll(options);
            return all;
        }

        private Map<String, String> env() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
            all.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
            all.put("JAVA_OPTS_KC_HEAP", heap);
            all.put("JAVA_OPTS_APPEND", jvm);
            all.putAll(env);
            return all;
        }

        private void copyRealms(Path home) {
            try {
                Path target = Files.createDirectories(home.resolve("data").resolve("import"));
                for (Path realm : realms) {
                    Files.copy(realm, target.resolve(realm.getFileName()));
                }
            } catch (IOException e) {
                throw new StackException("A realm file could not be copied: " + e.getMessage(), e);
            }
        }
    }
}
