package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.ConfigCheckSpi;
import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.ExampleSecrets;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Loopback;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Keycloak's own options: hostname, proxy, database, build options, secrets. Runs all checks when the server starts. */
public final class ServerCheck implements ConfigCheckFactory {

    public static final String PROVIDER_ID = "server";

    static final String ALLOW_UNSAFE = "allowUnsafe";
    static final String ALLOW_UNSAFE_OPTION = ScopeReader.option(ConfigCheckSpi.NAME, PROVIDER_ID, ALLOW_UNSAFE);

    private static final Rule HOSTNAME_HTTPS = Rule.error(
            "hostname-https",
            "Passwords, codes and links in emails are sent unencrypted, and browsers do not keep session cookies.",
            "Set --hostname=https://… to the URL that browsers use.");
    private static final Rule HOSTNAME_STRICT = Rule.error(
            "hostname-strict",
            "The host of a link comes from a header that the caller controls (CWE-640).",
            "Set --hostname=https://… and leave --hostname-strict at true.");
    private static final Rule HOSTNAME_LOCAL = Rule.warning(
            "hostname-local",
            "Links in emails lead to the reader's own machine, and Porter treats the server as a test server:"
                    + " errors do not stop its start.",
            "Set --hostname=https://… to the URL that browsers use.");
    private static final Rule HOSTNAME_DEBUG = Rule.warning(
            "hostname-debug", "Anyone can read the server's internal addresses.", "Remove --hostname-debug.");
    private static final Rule PROXY_HEADERS = Rule.warning(
            "proxy-headers",
            "Behind a proxy all callers have the proxy's IP address: limits by IP treat them as one, and events"
                    + " do not show the client IP.",
            "Set --proxy-headers=xforwarded and --proxy-trusted-addresses, or --http-enabled=false if there is"
                    + " no proxy.");
    private static final Rule DATABASE_EMBEDDED = Rule.warning(
            "database-embedded",
            "The embedded database is for development: one node, no backup while it runs, no supported upgrade.",
            "Set --db to postgres, mariadb, mysql or another server.");
    private static final Rule DATABASE_TLS = Rule.warning(
            "database-tls",
            "Stored data is sent unencrypted, and the identity of the database server is not verified.",
            "Set --db-tls-mode=verify-server with --db-tls-trust-store-file, or the driver's TLS properties in"
                    + " the URL.");
    private static final Rule HEALTH_OFF = Rule.warning(
            "health-off",
            "A load balancer cannot see that a node is not ready, and a rolling update with a wrong setting"
                    + " replaces every node.",
            "Build with --health-enabled=true.");
    private static final Rule METRICS_OFF =
            Rule.warning("metrics-off", "Alerts have no data.", "Build with --metrics-enabled=true.");
    private static final Rule PROVIDER_REPLACED = Rule.warning(
            "provider-replaced",
            "A part of Porter does not run, because another provider replaces it.",
            "Remove the option, and run the build again.");
    private static final Rule SECRET_EXAMPLE = Rule.error(
            "secret-example",
            "Secrets from examples are public.",
            "Generate one with openssl rand -base64 32, and keep it in the config keystore or in a file.");
    private static final Rule SECRET_SHORT = Rule.warning(
            "secret-short",
            "Short secrets can be guessed.",
            "Use 16 characters or more. openssl rand -base64 32 generates one.");
    private static final Rule SECRET_ON_COMMAND_LINE = Rule.warning(
            "secret-on-command-line",
            "Every user of the machine can read the arguments of a process.",
            "Keep it in the config keystore, in a file or in the environment.");
    private static final Rule UNKNOWN_OPTION = Rule.warning(
            "option-unknown",
            "The option has no effect, and the default applies.",
            "Use a name from docs/configuration.md, or remove the option.");

    private static final List<String> SECRETS = List.of(
            "bootstrap-admin-password",
            "bootstrap-admin-client-secret",
            "db-password",
            "config-keystore-password",
            "https-key-store-password",
            "https-trust-store-password");

    /** Where Porter replaces a provider of Keycloak's, and what its own is called. */
    private static final Map<String, String> REPLACED = Map.of(
            "email-sender", "outbox",
            "email-template", "porter",
            "login", "porter",
            "password-policy-manager", "porter",
            "revoked-token", "redis",
            "single-use-object", "redis");

    private static final int SHORT = 16;
    private static final Pattern DATABASE_HOST = Pattern.compile("//(?<host>\\[[^]]+]|[^:/;?,]+)");
    private static final Pattern SECRET_ARGUMENT =
            Pattern.compile("-?-?(?<name>[a-z0-9-]*(password|secret|api-key|signing-key))=.+");

    private static final Logger LOGGER = Logger.getLogger(ServerCheck.class);

    private ScopeReader options;

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope config) {
        options = new ScopeReader(config, ConfigCheckSpi.NAME, PROVIDER_ID);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        UnsafeStart start = new UnsafeStart(
                ConfigChecks.of(factory), options.text(ALLOW_UNSAFE, ""), options.option(ALLOW_UNSAFE), LOGGER::warn);
        Settings settings = Settings.ofServer();
        if (isProduction(settings)) {
            start.check(settings);
        }
    }

    static boolean isProduction(Settings settings) {
        return !Environment.isDevMode() && isPublic(settings);
    }

    /** Whether others than this machine are meant to use the server. Commands such as export may know no hostname. */
    static boolean isPublic(Settings settings) {
        return settings.option("hostname")
                .map(hostname -> !Loopback.isHost(host(hostname)))
                .orElseGet(() -> settings.option("hostname-strict")
                        .filter("false"::equals)
                        .isPresent());
    }

    @Override
    public List<Rule> rules() {
        return List.of(
                HOSTNAME_HTTPS,
                HOSTNAME_STRICT,
                HOSTNAME_LOCAL,
                HOSTNAME_DEBUG,
                PROXY_HEADERS,
                DATABASE_EMBEDDED,
                DATABASE_TLS,
                HEALTH_OFF,
                METRICS_OFF,
                PROVIDER_REPLACED,
                SECRET_EXAMPLE,
                SECRET_SHORT,
                SECRET_ON_COMMAND_LINE,
                UNKNOWN_OPTION);
    }

    @Override
    public void server(Settings settings, Consumer<Finding> found) {
        hostname(settings, found);
        proxy(settings, found);
        database(settings, found);
        build(settings, found);
        secrets(settings, found);
    }

    private static void hostname(Settings settings, Consumer<Finding> found) {
        Optional<String> hostname = settings.option("hostname");
        if (hostname.isEmpty()
                && settings.option("hostname-strict").filter("false"::equals).isPresent()) {
            found.accept(HOSTNAME_STRICT.at("--hostname-strict", "is false, and there is no --hostname"));
        }
        hostname.filter(host -> Loopback.isHost(host(host)))
                .ifPresent(host -> found.accept(HOSTNAME_LOCAL.at("--hostname", "is this machine")));
        hostname.filter(host -> host.toLowerCase(Locale.ROOT).startsWith("http:") && !Loopback.isHost(host(host)))
                .ifPresent(host -> found.accept(HOSTNAME_HTTPS.at("--hostname", "is http")));
        if (settings.isOn("hostname-debug")) {
            found.accept(HOSTNAME_DEBUG.at("--hostname-debug", "is on"));
        }
    }

    private static void proxy(Settings settings, Consumer<Finding> found) {
        boolean https = settings.option("hostname")
                .filter(hostname -> hostname.toLowerCase(Locale.ROOT).startsWith("https:"))
                .isPresent();
        if (https
                && settings.isOn("http-enabled")
                && settings.option("proxy-headers").isEmpty()
                && !settings.isOn("proxy-protocol-enabled")) {
            found.accept(PROXY_HEADERS.at(
                    "--proxy-headers", "is missing, though --http-enabled is true and the hostname is https"));
        }
    }

    private static void database(Settings settings, Consumer<Finding> found) {
        Optional<String> kind = settings.option("db").filter(db -> !db.startsWith("dev-"));
        if (kind.isEmpty()) {
            found.accept(DATABASE_EMBEDDED.at("--db", "is the embedded database"));
            return;
        }
        String url = settings.option("db-url").orElse("");
        String all = url + settings.option("db-url-properties").orElse("");
        Matcher inUrl = DATABASE_HOST.matcher(url);
        Optional<String> host = inUrl.find() ? Optional.of(inUrl.group("host")) : settings.option("db-url-host");
        boolean verified =
                settings.option("db-tls-mode").filter("verify-server"::equals).isPresent()
                        || all.matches("(?i).*(ssl|tls|encrypt|wallet|tcps).*");
        if (!verified && host.filter(name -> !Loopback.isHost(name)).isPresent()) {
            found.accept(
                    DATABASE_TLS.at("--db-tls-mode", "is not verify-server, and the database is on another machine"));
        }
    }

    private static void build(Settings settings, Consumer<Finding> found) {
        if (!settings.isOn("health-enabled")) {
            found.accept(HEALTH_OFF.at("--health-enabled", "is not true"));
        }
        if (!settings.isOn("metrics-enabled")) {
            found.accept(METRICS_OFF.at("--metrics-enabled", "is not true"));
        }
        REPLACED.forEach((spi, porters) -> {
            for (String name : new String[] {"provider", "provider-default"}) {
                String option = "spi-" + spi + "--" + name;
                settings.option(option)
                        .filter(provider -> !provider.equals(porters))
                        .ifPresent(provider -> found.accept(PROVIDER_REPLACED.at("--" + option, "is not " + porters)));
            }
            String enabled = "spi-" + spi + "--" + porters + "--enabled";
            settings.option(enabled)
                    .filter("false"::equals)
                    .ifPresent(off -> found.accept(PROVIDER_REPLACED.at("--" + enabled, "is false")));
        });
    }

    private static void secrets(Settings settings, Consumer<Finding> found) {
        for (String name : SECRETS) {
            Optional<String> secret = settings.option(name);
            if (secret.filter(ExampleSecrets::isExample).isPresent()) {
                found.accept(SECRET_EXAMPLE.at("--" + name, "is a value from an example"));
            } else if (secret.filter(value -> value.length() < SHORT).isPresent()) {
                found.accept(SECRET_SHORT.at("--" + name, "has fewer than " + SHORT + " characters"));
            }
        }
    }

    @Override
    public void runningServer(KeycloakSession session, Consumer<Finding> found) {
        Set<String> properties = Config.scope().root().getPropertyNames();
        PorterOptions.of(session.getKeycloakSessionFactory())
                .in(properties)
                .forEach((option, problem) -> found.accept(UNKNOWN_OPTION.at(option, "is unknown" + problem)));
        ProcessHandle.current().info().arguments().ifPresent(arguments -> commandLine(List.of(arguments), found));
    }

    static void commandLine(List<String> arguments, Consumer<Finding> found) {
        arguments.stream()
                .map(SECRET_ARGUMENT::matcher)
                .filter(Matcher::matches)
                .forEach(secret -> found.accept(
                        SECRET_ON_COMMAND_LINE.at("--" + secret.group("name"), "stands on the command line")));
    }

    private static String host(String hostname) {
        try {
            String host = URI.create(hostname.contains("://") ? hostname : "https://" + hostname)
                    .getHost();
            return host == null ? hostname : host;
        } catch (IllegalArgumentException e) {
            return hostname;
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(ALLOW_UNSAFE)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "Rules of [check-config](operations/check-config.md) that are allowed to fail, separated by commas,"
                                + " such as redis-tls. In production any other finding of severity error in the server's options stops"
                                + " the start. Allowed findings are logged at each start.")
                .add()
                .build();
    }
}
