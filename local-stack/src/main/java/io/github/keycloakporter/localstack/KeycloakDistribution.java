package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A Keycloak distribution with a set of provider jars and build options, on which {@code kc.sh build} has run. The result is
 * kept in the cache under a fingerprint of the distribution, the jars' content and the options, so that the slow part (about
 * half a minute) happens once for each such set. Nodes run from copies ({@link #copyTo}), never from the cache itself.
 */
public final class KeycloakDistribution {

    /**
     * For servers that live for seconds or minutes: the first compiler only and the simplest collector. Building and starting
     * take half the processor time; figures of throughput need the flags of kc.sh instead.
     */
    static final String QUICK_JVM = "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC";

    /**
     * Keycloak compares the modification times of provider jars with those of its build. They are the same in every copy, so that
     * a cache that was itself copied or restored still starts.
     */
    private static final FileTime PROVIDERS_MODIFIED = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private static final Duration BUILD_TIMEOUT = Duration.ofMinutes(5);
    private static final int KEPT_BUILDS = 6;
    private static final String BUILT_PREFIX = "built-";
    private static final Path SHARED = Path.of("lib", "lib");

    private final Path cache;
    private final KeycloakZip zip;
    private final List<Path> providers;
    private final Map<String, String> options;
    private final Path built;

    private KeycloakDistribution(Builder builder) {
        cache = builder.artifacts.cacheDir();
        zip = KeycloakZip.of(builder.artifacts.keycloakZip());
        providers = List.copyOf(builder.providers);
        options = new TreeMap<>(builder.options);
        built = cache.resolve(BUILT_PREFIX + zip.version() + "-" + fingerprint());
    }

    public static Builder builder(StackArtifacts artifacts) {
        return new Builder(artifacts);
    }

    /** The server's version. */
    public String version() {
        return zip.version();
    }

    /** True if {@link #prepare()} has nothing to do. */
    public boolean isPrepared() {
        return Files.isDirectory(built);
    }

    /** Unpacks and builds unless that was done before. Several processes may do so at once: the first one to finish wins. */
    public void prepare() {
        try {
            if (!isPrepared()) {
                Path dir = temporary();
                try {
                    build(dir);
                    FileTree.publish(dir, built);
                } finally {
                    FileTree.delete(dir);
                }
                prune();
            }
            Files.setLastModifiedTime(built, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new StackException("Keycloak could not be prepared in " + cache + ": " + e.getMessage(), e);
        }
    }

    /** Where the built server is kept; only for reading. */
    Path cached() {
        return built;
    }

    /** What {@code kc.sh build} said. */
    public String buildLog() {
        try {
            return Files.readString(built.resolve("build.log"));
        } catch (IOException e) {
            throw new StackException("No build log in " + built + ": call prepare() first", e);
        }
    }

    /** Makes a directory from which one node can run; libraries are shared by hard links, everything else is its own. */
    void copyTo(Path home) {
        prepare();
        try {
            FileTree.copy(built, home, file -> file.startsWith(SHARED));
            for (Path provider : providers) {
                Files.setLastModifiedTime(home.resolve(inside(provider)), PROVIDERS_MODIFIED);
            }
        } catch (IOException e) {
            throw new StackException("Keycloak could not be copied to " + home + ": " + e.getMessage(), e);
        }
    }

    /** The command with the environment that belongs to it: this JVM's Java, and nothing that configures another Keycloak. */
    static ProcessBuilder command(Path home, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("kc.sh").toString()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).directory(home.toFile());
        Map<String, String> env = process.environment();
        env.keySet()
                .removeIf(name -> name.matches("(KC|KCKEY|KCRAW|KEYCLOAK)_.*|JAVA_OPTS.*|JAVA_ADD_OPENS|JAVA|DEBUG.*"));
        env.put("JAVA_HOME", System.getProperty("java.home"));
        return process;
    }

    private void build(Path dir) throws IOException {
        FileTree.copy(unpacked(), dir, file -> file.startsWith(SHARED));
        for (Path provider : providers) {
            Path copy = Files.copy(provider, dir.resolve(inside(provider)));
            Files.setLastModifiedTime(copy, PROVIDERS_MODIFIED);
        }
        List<String> arguments = new ArrayList<>(List.of("build"));
        options.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        ProcessBuilder command = command(dir, arguments);
        command.environment().put("JAVA_OPTS_APPEND", QUICK_JVM);
        ChildProcess process = ChildProcess.start("kc.sh build", command, dir.resolve("build.log"));
        if (process.await(BUILD_TIMEOUT) != 0) {
            throw new StackException("kc.sh build failed; the end of its log:\n" + process.tail());
        }
    }

    private static Path inside(Path provider) {
        return Path.of("providers", provider.getFileName().toString());
    }

    private Path unpacked() throws IOException {
        Path dist = cache.resolve("dist-" + zip.id());
        if (!Files.isDirectory(dist)) {
            Path dir = temporary();
            try {
                FileTree.unzip(zip.file(), dir);
                FileTree.publish(dir, dist);
            } finally {
                FileTree.delete(dir);
            }
        }
        return dist;
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(cache.resolve("new-" + UUID.randomUUID()));
    }

    /** Forgets the builds that were not used for longest. Running nodes have their own copies. */
    private void prune() throws IOException {
        List<Path> builds;
        try (Stream<Path> entries = Files.list(cache)) {
            builds = entries.filter(entry -> entry.getFileName().toString().startsWith(BUILT_PREFIX))
                    .sorted(Comparator.comparing(KeycloakDistribution::lastUsed).reversed())
                    .toList();
        }
        for (Path old : builds.subList(Math.min(KEPT_BUILDS, builds.size()), builds.size())) {
            FileTree.delete(old);
        }
    }

    private static FileTime lastUsed(Path dir) {
        try {
            return Files.getLastModifiedTime(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String fingerprint() {
        try {
            Fingerprint fingerprint = new Fingerprint().add(zip.id()).add(PROVIDERS_MODIFIED.toString());
            for (Path provider : providers) {
                fingerprint.add(provider);
            }
            options.forEach((name, value) -> fingerprint.add(name).add(value));
            return fingerprint.hex();
        } catch (IOException e) {
            throw new StackException("A provider jar cannot be read: " + e.getMessage(), e);
        }
    }

    /** What can be chosen. */
    public static final class Builder {

        private final StackArtifacts artifacts;
        private final List<Path> providers = new ArrayList<>();
        private final Map<String, String> options = new TreeMap<>(Map.of(
                "db", "dev-file",
                "health-enabled", "true",
                "metrics-enabled", "true"));

        private Builder(StackArtifacts artifacts) {
            this.artifacts = artifacts;
        }

        /** A jar for {@code providers/}; none means stock Keycloak. */
        public Builder provider(Path jar) {
            providers.add(jar);
            return this;
        }

        /** A build option without its dashes; replaces a default of db=dev-file, health and metrics enabled. */
        public Builder option(String name, String value) {
            options.put(name, value);
            return this;
        }

        public KeycloakDistribution build() {
            return new KeycloakDistribution(this);
        }
    }
}
