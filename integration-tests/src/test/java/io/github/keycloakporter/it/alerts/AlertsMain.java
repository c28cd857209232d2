package io.github.keycloakporter.it.alerts;

import io.github.keycloakporter.it.chaos.stack.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Breaks one thing after the other and sees the alerts arrive in Alertmanager, then go. {@code scripts/alerts-check.sh} says how it is used. */
public final class AlertsMain {

    private static final String PICTURES = "--pictures=";
    private static final Duration FIRES = Duration.ofSeconds(150);
    private static final Duration RESOLVES = Duration.ofSeconds(120);

    private static final Duration ORDINARY = Duration.ofSeconds(60);

    /** Their windows are of hours and days: they cannot go so soon. */
    private static final Set<String> STAY =
            Set.of("Watchdog", "PorterMailComplaints", "PorterEmailBudgetBurnsSlow", "PorterRequestBudgetBurnsSlow");

    private record Row(String alert, String what, String fired, String resolved) {}

    private final PrintStream out;
    private final Set<String> only;
    private final Optional<Path> pictures;
    private final List<Row> rows = new ArrayList<>();
    private boolean complete = true;

    private AlertsMain(PrintStream out, Set<String> only, Optional<Path> pictures) {
        this.out = out;
        this.only = only;
        this.pictures = pictures;
    }

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING);
        // Ctrl-C, too: nothing that was started survives
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly), "stop"));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int status = 2;
        try {
            List<String> alerts = new ArrayList<>(List.of(arguments));
            Optional<Path> pictures = alerts.stream()
                    .filter(argument -> argument.startsWith(PICTURES))
                    .findFirst()
                    .map(argument -> Path.of(argument.substring(PICTURES.length())));
            alerts.removeIf(argument -> argument.startsWith(PICTURES));
            AlertsMain run = new AlertsMain(out, Set.copyOf(alerts), pictures);
            run.run();
            status = run.complete ? 0 : 1;
        } catch (Exception | AssertionError e) {
            Logger.getLogger(AlertsMain.class.getName()).log(Level.SEVERE, "The run failed", e);
        }
        System.exit(status);
    }

    private void run() throws Exception {
        say("starting two Keycloak nodes, PostgreSQL, Redis, mail providers");
        try (Installation parts = Installation.start();
                TlsSite site = new TlsSite(Files.createDirectories(parts.dir().resolve("site")))) {
            site.start(90);
            say("starting Prometheus, Alertmanager and exporters; logs are in " + parts.dir());
            try (MonitoringServers monitoring = MonitoringServers.start(parts, site)) {
                say("Prometheus is at " + monitoring.prometheus());
                Instant began = Instant.now();
                Breakages breakages = new Breakages(parts, monitoring, site);
                requireKnown(breakages);
                breakages.gather();
                waitUntilQuiet(monitoring);
                if (pictures.isPresent()) {
                    say("people register and forget passwords for " + ORDINARY.toSeconds() + " seconds");
                    OrdinaryUse.of(parts, ORDINARY);
                }
                for (Breakage breakage : breakages.all()) {
                    if (only.isEmpty() || breakage.alerts().stream().anyMatch(only::contains)) {
                        tryOut(breakage, monitoring);
                    }
                }
                if (pictures.isPresent()) {
                    say("panels without data: "
                            + new DashboardPictures(monitoring.prometheus(), began).draw(pictures.get()));
                }
            }
        }
        out.println("\n| alert | what was broken | seconds to fire | to resolve |\n|---|---|---|---|");
        rows.forEach(row -> out.println(
                "| `" + row.alert() + "` | " + row.what() + " | " + row.fired() + " | " + row.resolved() + " |"));
    }

    private void tryOut(Breakage breakage, MonitoringServers monitoring) {
        Map<String, String> fired = new LinkedHashMap<>();
        Map<String, String> resolved = new LinkedHashMap<>();
        Set<String> leave = new HashSet<>(breakage.alerts());
        leave.removeAll(STAY);
        try {
            // an earlier breakage may have caused them, too: then it shows nothing that they are there
            await(RESOLVES, leave, monitoring, false, breakage.after(), Instant.now(), new LinkedHashMap<>());
            requireNone(leave, monitoring);
            say("breaking: " + breakage.what());
            Set<String> before = new TreeSet<>(monitoring.active());
            Instant broken = Instant.now();
            breakage.begin().run();
            await(FIRES, Set.copyOf(breakage.alerts()), monitoring, true, breakage.traffic(), broken, fired);
            // those that stay may be from an earlier breakage
            fired.replaceAll((alert, passed) -> before.contains(alert) ? "earlier" : passed);
        } catch (Exception | AssertionError e) {
            say("failed: " + e);
        }
        try {
            Instant repaired = Instant.now();
            breakage.end().run();
            await(RESOLVES, leave, monitoring, false, breakage.after(), repaired, resolved);
        } catch (Exception | AssertionError e) {
            say("failed: " + e);
        }
        for (String alert : breakage.alerts()) {
            String gone = STAY.contains(alert) ? "–" : resolved.getOrDefault(alert, "no");
            rows.add(new Row(alert, breakage.what(), fired.getOrDefault(alert, "no"), gone));
            complete &= fired.containsKey(alert) && !gone.equals("no");
            say("  " + alert + " fired: " + fired.getOrDefault(alert, "no") + ", resolved: " + gone);
        }
    }

    private static void requireNone(Set<String> alerts, MonitoringServers monitoring) throws Exception {
        Set<String> there = new TreeSet<>(monitoring.active());
        there.retainAll(alerts);
        if (!there.isEmpty()) {
            throw new IllegalStateException("there before anything was broken: " + there);
        }
    }

    /** Goes on with the traffic until all alerts are there, or gone, and notes after how many seconds. */
    private void await(
            Duration most,
            Set<String> alerts,
            MonitoringServers monitoring,
            boolean there,
            Breakage.Step traffic,
            Instant since,
            Map<String, String> seconds)
            throws Exception {
        Instant begin = Instant.now();
        Set<String> missing = new HashSet<>(alerts);
        while (!missing.isEmpty() && Instant.now().isBefore(begin.plus(most))) {
            try {
                traffic.run();
            } catch (IOException | SQLException | RuntimeException | AssertionError e) {
                // what is broken refuses people, too
            }
            Thread.sleep(Breakages.TRAFFIC_EVERY.toMillis());
            Set<String> active = monitoring.active();
            for (String alert : Set.copyOf(missing)) {
                if (active.contains(alert) == there) {
                    missing.remove(alert);
                    long passed = Duration.between(since, Instant.now()).toSeconds();
                    seconds.put(alert, String.valueOf(passed));
                }
            }
        }
    }

    private void requireKnown(Breakages breakages) {
        Set<String> unknown = new TreeSet<>(only);
        breakages.all().forEach(breakage -> unknown.removeAll(breakage.alerts()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "No alert is called so: " + unknown + "; see docs/operations/monitoring.md");
        }
    }

    /** Starting is a disturbance itself. */
    private void waitUntilQuiet(MonitoringServers monitoring) throws Exception {
        Instant end = Instant.now().plusSeconds(90);
        while (Instant.now().isBefore(end)) {
            try {
                Set<String> active = monitoring.active();
                if (active.equals(Set.of("Watchdog"))) {
                    return;
                }
                say("still: " + active);
            } catch (IOException e) {
                say("Alertmanager starts");
            }
            Thread.sleep(3_000);
        }
    }

    private void say(String text) {
        out.println("[" + LocalTime.now().withNano(0) + "] " + text);
    }
}
