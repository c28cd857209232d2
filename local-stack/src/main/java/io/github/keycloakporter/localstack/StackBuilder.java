package io.github.keycloakporter.localstack;

import io.github.keycloakporter.localstack.demo.DemoApp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What can be chosen about a {@link LocalStack}. */
public final class StackBuilder {

    final Map<String, String> options = new LinkedHashMap<>();
    StackArtifacts artifacts = StackArtifacts.load();
    StackPorts ports = StackPorts.free();
    RedisServer.Builder redis = RedisServer.builder();
    AppStarter app;
    Progress progress = Progress.SILENT;
    String jvm = KeycloakDistribution.QUICK_JVM;
    boolean sourceThemes;
    int nodes = 1;
    Database database;
    KeycloakImage image;

    private final Map<String, String> buildOptions = new LinkedHashMap<>();
    private final Map<String, String> env = new LinkedHashMap<>();
    private final List<Path> extraProviders = new ArrayList<>();
    private final List<Path> extraRealms = new ArrayList<>();
    private boolean bundle = true;
    private boolean shippedRealm = true;

    StackBuilder() {
        String name = System.getProperty("porter.keycloak.image", "");
        if (!name.isEmpty()) {
            image(name);
        }
    }

    /** Default: what this build made. */
    public StackBuilder artifacts(StackArtifacts value) {
        artifacts = value;
        return this;
    }

    /** Default: free ones. */
    public StackBuilder ports(StackPorts value) {
        ports = value;
        return this;
    }

    /** More than one: they share the Redis and a database, and stand behind a {@link LoadBalancer}. */
    public StackBuilder nodes(int count) {
        if (count < 1) {
            throw new StackException("A stack needs at least one Keycloak node, not " + count);
        }
        nodes = count;
        return this;
    }

    /** A database server of its own. Default: H2, inside the node if there is one only. */
    public StackBuilder database(Database kind) {
        database = kind;
        return buildOption("db", kind.keycloakName());
    }

    /**
     * The nodes run in containers of this image, which holds the bundle and was built for PostgreSQL, in place of the distribution.
     * Default: the system property {@code porter.keycloak.image}, or else the distribution. Needs a Docker engine.
     */
    public StackBuilder image(String name) {
        image = new KeycloakImage(name);
        return database(Database.POSTGRES);
    }

    /** Keycloak as its makers ship it: no bundle, no Redis, no shipped realm. For comparisons. */
    public StackBuilder stock() {
        bundle = false;
        shippedRealm = false;
        redis = null;
        return this;
    }

    /** One more jar for {@code providers/}. */
    public StackBuilder provider(Path jar) {
        extraProviders.add(jar);
        return this;
    }

    /** Another realm to import, beside the shipped one. */
    public StackBuilder realm(Path file) {
        extraRealms.add(file);
        return this;
    }

    /** Leaves the shipped realm out. */
    public StackBuilder withoutShippedRealm() {
        shippedRealm = false;
        return this;
    }

    /** A runtime option of the nodes, without its dashes; wins over what the stack sets itself. */
    public StackBuilder option(String name, String value) {
        options.put(name, value);
        return this;
    }

    /** An option of {@code kc.sh build}, without its dashes. */
    public StackBuilder buildOption(String name, String value) {
        buildOptions.put(name, value);
        return this;
    }

    /** An environment variable of the nodes: what the placeholders of the realm files are filled from. */
    public StackBuilder env(String name, String value) {
        env.put(name, value);
        return this;
    }

    /** Chooses password, users or durability of Redis; its port and directory are the stack's. */
    public StackBuilder redis(Consumer<RedisServer.Builder> choices) {
        choices.accept(redis);
        return this;
    }

    /** The app people log in to. Default: none. */
    public StackBuilder app(AppStarter value) {
        app = value;
        return this;
    }

    /** The demo app, as client of the shipped realm. */
    public StackBuilder demoApp() {
        return app(stack -> DemoApp.builder()
                .port(stack.appUrl().getPort())
                .issuer(stack.issuer())
                .inbox(stack.inbox().url())
                .start());
    }

    /** JVM flags of the nodes. Default: those for a quick start; an empty string leaves all to kc.sh, as in production. */
    public StackBuilder jvm(String flags) {
        jvm = flags;
        return this;
    }

    /** The nodes wait for a debugger on this port, on loopback; they do not stop for it. */
    StackBuilder debug(int port) {
        return jvm(
                jvm + " -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=" + Ports.LOOPBACK + ":" + port);
    }

    /** Templates, style sheets and scripts come from the sources and are not cached. */
    StackBuilder sourceThemes() {
        sourceThemes = true;
        return this;
    }

    public StackBuilder progress(Progress value) {
        progress = value;
        return this;
    }

    /** A stack that does not run yet, so that it can be closed while it starts. */
    public LocalStack build() {
        try {
            return new LocalStack(
                    this, Files.createTempDirectory(Files.createDirectories(artifacts.workDir()), "stack-"));
        } catch (IOException e) {
            throw new StackException("No directory for the stack in " + artifacts.workDir() + ": " + e.getMessage(), e);
        }
    }

    /** {@link #build()} and {@link LocalStack#start()}. */
    public LocalStack start() {
        return build().start();
    }

    List<Path> realms() {
        List<Path> all = new ArrayList<>(extraRealms);
        if (shippedRealm) {
            all.add(artifacts.requireRealmFile());
        }
        return all;
    }

    boolean usesDatabaseServer() {
        return nodes > 1 || database != null;
    }

    boolean usesFileDatabase() {
        return !buildOptions.containsKey("db") && !options.containsKey("db-url");
    }

    URI appUrl() {
        return URI.create("http://localhost:" + ports.app());
    }

    KeycloakDistribution distribution() {
        KeycloakDistribution.Builder distribution = KeycloakDistribution.builder(artifacts);
        if (bundle) {
            distribution.provider(artifacts.requireBundleJar());
        }
        extraProviders.forEach(distribution::provider);
        buildOptions.forEach(distribution::option);
        return distribution.build();
    }

    /** The placeholders of the shipped realm that belong to this stack. */
    Map<String, String> env(MailInbox inbox) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PORTER_SMTP_HOST", Ports.LOOPBACK);
        all.put("PORTER_SMTP_PORT", Integer.toString(inbox.smtpPort()));
        all.put("PORTER_DEMO_ENABLED", "true");
        all.put("PORTER_DEMO_URL", appUrl().toString());
        all.putAll(env);
        return all;
    }
}
