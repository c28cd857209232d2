package io.github.keycloakporter.it.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.PorterStack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Draws the dashboards from what a Prometheus has, without Grafana: the queries, titles, units and places are the files', the lines are
 * drawn here. It shows that each panel has data and is readable; it does not show how Grafana looks.
 */
final class DashboardPictures {

    private static final int COLUMN = 50;
    private static final int ROW = 30;
    private static final int LEFT = 70;
    private static final int SAMPLES = 240;
    private static final int MOST_SERIES = 8;
    private static final int TIMES = 4;
    private static final int GAP_STEPS = 3;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());
    private static final String[] COLOURS = {
        "#3274d9", "#e0a030", "#56a64b", "#d44a3a", "#8f3bb8", "#37872d", "#b877d9", "#6e6e6e"
    };
    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private record Line(String name, List<double[]> points) {}

    private final URI prometheus;
    private final Instant from;
    private final Instant to = Instant.now();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    DashboardPictures(URI prometheus, Instant from) {
        this.prometheus = prometheus;
        this.from = from;
    }

    /** @return which panels have no data */
    List<String> draw(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> empty = new ArrayList<>();
        List<Path> dashboards;
        try (Stream<Path> files = Files.list(PorterStack.root().resolve("docker/grafana/dashboards"))) {
            dashboards = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        try (Chromium chromium = new Chromium();
                BrowserContext browser = chromium.desktop()) {
            for (Path file : dashboards) {
                JsonNode dashboard = json.readTree(file.toFile());
                Path picture = folder.resolve(file.getFileName().toString().replace(".json", ".png"));
                try (Page page = browser.newPage()) {
                    page.setViewportSize(24 * COLUMN + 20, 400);
                    page.setContent(html(dashboard, empty));
                    page.screenshot(
                            new Page.ScreenshotOptions().setFullPage(true).setPath(picture));
                }
            }
        }
        return empty;
    }

    private String html(JsonNode dashboard, List<String> empty) throws IOException, InterruptedException {
        StringBuilder panels = new StringBuilder();
        int height = 0;
        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode place = panel.get("gridPos");
            height = Math.max(height, (place.get("y").asInt() + place.get("h").asInt()) * ROW);
            int width = place.get("w").asInt() * COLUMN - 8;
            int tall = place.get("h").asInt() * ROW - 8;
            String unit = panel.at("/fieldConfig/defaults/unit").asText();
            List<Line> lines = new ArrayList<>();
            for (JsonNode target : panel.get("targets")) {
                lines.addAll(query(
                        target.get("expr").asText(), target.get("legendFormat").asText()));
            }
            if (lines.isEmpty()) {
                empty.add(dashboard.get("title").asText() + ": "
                        + panel.get("title").asText());
            }
            String inside =
                    panel.get("type").asText().equals("stat") ? stat(lines, unit) : graph(lines, unit, width, tall);
            panels.append(String.format(
                    Locale.ROOT,
                    "<div class=panel style='left:%dpx;top:%dpx;width:%dpx;height:%dpx'><b>%s</b>%s</div>",
                    place.get("x").asInt() * COLUMN + 10,
                    place.get("y").asInt() * ROW + 50,
                    width,
                    tall,
                    escape(panel.get("title").asText()),
                    inside));
        }
        return "<!doctype html><style>body{font:13px sans-serif;margin:10px;background:#f4f5f5;height:" + (height + 60)
                + "px}h1{font-size:18px;margin:4px}.panel{position:absolute;background:#fff;border:1px solid #ddd;box-sizing:border-box;"
                + "padding:6px;overflow:hidden}.stat{font-size:28px;text-align:center;margin-top:18px}.none{color:#888;text-align:center;"
                + "margin-top:30px}.names{font-size:11px}svg{display:block}</style><h1>"
                + escape(dashboard.get("title").asText()) + "</h1>" + panels;
    }

    private static String stat(List<Line> lines, String unit) {
        return lines.isEmpty() || lines.get(0).points().isEmpty()
                ? "<div class=none>no data</div>"
                : "<div class=stat>" + number(last(lines.get(0)), unit) + "</div>";
    }

    private static double last(Line line) {
        return line.points().get(line.points().size() - 1)[1];
    }

    private String graph(List<Line> all, String unit, int width, int tall) {
        List<Line> lines = all.stream().limit(MOST_SERIES).toList();
        double most = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point[1])
                .max()
                .orElse(0);
        if (lines.isEmpty()) {
            return "<div class=none>no data</div>";
        }
        double top = roundUp(most, unit);
        int drawn = tall - 66;
        StringBuilder svg = new StringBuilder("<svg width=" + (width - 14) + " height=" + (drawn + 14) + ">");
        for (int i = 0; i <= 2; i++) {
            double y = 6 + (drawn - 12) * (1 - i / 2.0);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=%d x2=%d y1=%.0f y2=%.0f stroke='#e5e5e5'/><text x=%d y=%.0f font-size=10 text-anchor=end>%s</text>",
                    LEFT,
                    width - 14,
                    y,
                    y,
                    LEFT - 4,
                    y + 4,
                    number(top * i / 2, unit)));
        }
        double span = to.getEpochSecond() - from.getEpochSecond();
        int wide = width - 14 - LEFT;
        for (int i = 0; i <= TIMES; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=%d y=%d font-size=10 text-anchor=%s>%s</text>",
                    LEFT + wide * i / TIMES,
                    drawn + 10,
                    i == 0 ? "start" : i == TIMES ? "end" : "middle",
                    CLOCK.format(from.plusSeconds((long) (span * i / TIMES)))));
        }
        StringBuilder names = new StringBuilder("<div class=names>");
        for (int i = 0; i < lines.size(); i++) {
            StringBuilder points = new StringBuilder();
            double before = 0;
            for (double[] point : lines.get(i).points()) {
                // a gap stays one
                points.append(point[0] - before > GAP_STEPS * step() ? 'M' : 'L');
                before = point[0];
                points.append(String.format(
                        Locale.ROOT,
                        "%.1f %.1f",
                        LEFT + (point[0] - from.getEpochSecond()) / span * wide,
                        6 + (drawn - 12) * (1 - point[1] / top)));
            }
            svg.append("<path fill=none stroke='" + COLOURS[i] + "' stroke-width=1.5 d='" + points + "'/>");
            names.append("<span style='color:" + COLOURS[i] + "'>&#9632;</span> "
                    + escape(lines.get(i).name()) + " &nbsp; ");
        }
        if (all.size() > lines.size()) {
            names.append("and " + (all.size() - lines.size()) + " more");
        }
        return svg + "</svg>" + names + "</div>";
    }

    private long step() {
        return Math.max(1, Duration.between(from, to).toSeconds() / SAMPLES);
    }

    /** To 1, 2 or 5 and zeros: what an axis ends with. Bytes have 1024 in place of zeros. */
    private static double roundUp(double most, String unit) {
        if (most <= 0) {
            return 1;
        }
        double whole = unit.equals("bytes") ? 1_048_576 : 1;
        double zeros = Math.pow(10, Math.floor(Math.log10(most / whole)));
        for (int digit : new int[] {1, 2, 5}) {
            if (most / whole <= digit * zeros) {
                return digit * zeros * whole;
            }
        }
        return 10 * zeros * whole;
    }

    private List<Line> query(String expression, String legend) throws IOException, InterruptedException {
        String query = expression.replace("$__rate_interval", "30s");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(prometheus + "/api/v1/query_range?query="
                                + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&start=" + from.getEpochSecond()
                                + "&end="
                                + to.getEpochSecond() + "&step=" + step()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        List<Line> lines = new ArrayList<>();
        for (JsonNode series : json.readTree(answer.body()).at("/data/result")) {
            List<double[]> points = new ArrayList<>();
            for (JsonNode value : series.get("values")) {
                double number = Double.parseDouble(value.get(1).asText().replace("Inf", "Infinity"));
                if (Double.isFinite(number)) {
                    points.add(new double[] {value.get(0).asDouble(), number});
                }
            }
            if (!points.isEmpty()) {
                lines.add(new Line(name(legend, series.get("metric")), points));
            }
        }
        return lines;
    }

    private static String name(String legend, JsonNode labels) {
        Matcher label = LABEL.matcher(legend);
        return label.replaceAll(
                found -> Matcher.quoteReplacement(labels.path(found.group(1)).asText()));
    }

    private static String number(double value, String unit) {
        return switch (unit) {
            case "percentunit" -> String.format(Locale.ROOT, "%.1f %%", value * 100);
            case "s" ->
                value < 1
                        ? String.format(Locale.ROOT, "%.0f ms", value * 1000)
                        : String.format(Locale.ROOT, "%.1f s", value);
            case "bytes" -> String.format(Locale.ROOT, "%.1f MiB", value / 1048576);
            default -> String.format(Locale.ROOT, value < 10 && !isWhole(value) ? "%.2f" : "%.0f", value);
        };
    }

    /** As near as it is written. */
    private static boolean isWhole(double value) {
        return Math.abs(value - Math.rint(value)) < 0.005;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
