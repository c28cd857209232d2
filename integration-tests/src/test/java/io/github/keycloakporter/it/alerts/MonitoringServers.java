package io.github.keycloakporter.it.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.it.chaos.stack.Installation;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prometheus, Alertmanager and the exporters with the files that are shipped. Addresses are those of this installation; all times of the
 * rules are a {@link #FACTOR}th, so that an alert that needs a quarter of an hour comes in 15 seconds. Nothing else is changed.
 */
final class MonitoringServers implements AutoCloseable {

    static final int FACTOR = 60;

    private static final Map<Character, Integer> UNITS = Map.of('s', 1, 'm', 60, 'h', 3_600, 'd', 86_400);
    private static final Pattern DURATION = Pattern.compile("(?<=\\[|for: )(\\d+)([smhd])(?=]|\\n)");

    /** Seconds that expressions compare with. The keys are counted once a minute here, too. */
    private static final Map<String, String> SECONDS = Map.of(
            "_oldest_age_seconds) > 120", "_oldest_age_seconds) > 2",
            "> 0) > 1800)", "> 0) > 30)",
            "_keys_age_seconds) > 600", "_keys_age_seconds) > 130");

    private final Path dir;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int prometheus = Ports.free();
    private final int alertmanager = Ports.free();

    private MonitoringServers(Path dir) {
        this.dir = dir;
    }

    static MonitoringServers start(Installation parts, TlsSite site) throws IOException {
        MonitoringServers servers =
                new MonitoringServers(Files.createDirectories(parts.dir().resolve("monitoring")));
        try {
            servers.startAll(parts, site);
            return servers;
        } catch (IOException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void startAll(Installation parts, TlsSite site) throws IOException {
        int redis = Ports.free();
        int postgres = Ports.free();
        int blackbox = Ports.free();
        Path shipped = PorterStack.root().resolve("docker");
        for (Path rules : List.of(
                shipped.resolve("prometheus/porter.rules.yml"),
                shipped.resolve("prometheus/infrastructure.rules.yml"),
                shipped.resolve("prometheus/slo.rules.yml"))) {
            write(rules.getFileName().toString(), hasten(Files.readString(rules)));
        }
        write(
                "prometheus.yml",
                replace(
                        Files.readString(shipped.resolve("prometheus/prometheus.yml"))
                                // its exporter tries again for a second before it says that the database is down
                                .replace(
                                        "job_name: postgres\n",
                                        "job_name: postgres\n    scrape_interval: 3s\n    scrape_timeout: 3s\n"),
                        Map.of(
                                "_interval: 15s", "_interval: 1s",
                                "\"keycloak-1:9000\", \"keycloak-2:9000\"",
                                        parts.nodes().stream()
                                                .map(KeycloakNode::managementUrl)
                                                .map(url -> "\"" + url.getAuthority() + "\"")
                                                .collect(Collectors.joining(", ")),
                                "\"rediss://redis-1:6379\", \"rediss://redis-2:6379\", \"rediss://redis-3:6379\"",
                                        parts.redis().servers().stream()
                                                .map(server -> "\"" + server.uri() + "\"")
                                                .collect(Collectors.joining(", ")),
                                "redis-exporter:9121", local(redis),
                                "postgres-exporter:9187", local(postgres),
                                "blackbox-exporter:9115", local(blackbox),
                                "https://proxy:443/realms/porter/.well-known/openid-configuration", site.url(),
                                "alertmanager:9093", local(alertmanager),
                                "localhost:9090", local(prometheus))));
        write(
                "blackbox.yml",
                Files.readString(shipped.resolve("blackbox/blackbox.yml")).stripTrailing()
                        + "\n      tls_config:\n        ca_file: " + site.certificate() + "\n");
        // no receiver is reached; what arrives in Alertmanager is read from its API
        write(
                "alertmanager.yml",
                Files.readString(shipped.resolve("alertmanager/alertmanager.yml"))
                        .replaceAll(
                                "/run/secrets/\\S+", write("no-secret", "none").toString()));
        run(
                "redis-exporter",
                Map.of(),
                "prometheus-redis-exporter",
                "--redis.addr=",
                "--web.listen-address=" + local(redis));
        run(
                "postgres-exporter",
                Map.of(
                        "DATA_SOURCE_NAME",
                        "postgresql://" + parts.database().user() + ":"
                                + parts.database().password() + "@"
                                + local(parts.database().port()) + "/"
                                + parts.database()
                                        .jdbcUrl()
                                        .replaceAll(".*/", "")
                                        .replaceAll("\\?.*", "") + "?sslmode=disable"),
                "prometheus-postgres-exporter",
                "--web.listen-address=" + local(postgres));
        run(
                "blackbox-exporter",
                Map.of(),
                "prometheus-blackbox-exporter",
                "--config.file=" + dir.resolve("blackbox.yml"),
                "--web.listen-address=" + local(blackbox));
        run(
                "alertmanager",
                Map.of(),
                "prometheus-alertmanager",
                "--config.file=" + dir.resolve("alertmanager.yml"),
                "--storage.path=" + dir.resolve("alertmanager"),
                "--cluster.listen-address=",
                "--web.listen-address=" + local(alertmanager));
        run(
                "prometheus",
                Map.of(),
                "prometheus",
                "--config.file=" + dir.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + dir.resolve("prometheus"),
                "--rules.alert.resend-delay=1s",
                "--web.listen-address=" + local(prometheus));
    }

    URI prometheus() {
        return URI.create("http://" + local(prometheus));
    }

    /** The names of the alerts that Alertmanager has now. */
    Set<String> active() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://" + local(alertmanager) + "/api/v2/alerts"))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : json.readTree(answer.body())) {
            names.add(alert.at("/labels/alertname").asText());
        }
        return names;
    }

    /** Ends one of them. */
    void stop(String name) throws InterruptedException {
        Process process = processes.get(name);
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    void restart(String name) throws IOException {
        launch(name, Map.of(), commands.get(name));
    }

    /** Rules with all their times divided, at least a second. */
    static String hasten(String rules) {
        String hastened = DURATION.matcher(rules)
                .replaceAll(time ->
                        Math.max(
                                        1,
                                        Integer.parseInt(time.group(1))
                                                * UNITS.get(time.group(2).charAt(0))
                                                / FACTOR) + "s");
        // rates are per second and need two samples
        hastened = hastened.replaceAll("\\[[1-4]s]", "[5s]");
        for (Map.Entry<String, String> seconds : SECONDS.entrySet()) {
            hastened = hastened.replace(seconds.getKey(), seconds.getValue());
        }
        return hastened;
    }

    private static String replace(String text, Map<String, String> replacements) {
        String replaced = text;
        for (Map.Entry<String, String> each : replacements.entrySet()) {
            if (!replaced.contains(each.getKey())) {
                throw new IllegalStateException("docker/prometheus/prometheus.yml has no '" + each.getKey()
                        + "' any more: change " + MonitoringServers.class.getSimpleName());
            }
            replaced = replaced.replace(each.getKey(), each.getValue());
        }
        return replaced;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private void run(String name, Map<String, String> environment, String... command) throws IOException {
        commands.put(name, List.of(command));
        launch(name, environment, List.of(command));
    }

    private void launch(String name, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve(name + ".log").toFile()));
        builder.environment().putAll(environment);
        processes.put(name, builder.start());
    }

    private static String local(int port) {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(processes.values());
        all.forEach(Process::destroy);
        all.forEach(process -> process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join());
    }
}
