package org.thermograd.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.app.demo.SeededPrometheus;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.PrometheusServer;

/**
 * Draws the dashboards for README, from their own JSON and the answers of the seeded Prometheus, in Chromium. Run by
 * {@code scripts/make-pictures}, which says where the pictures go.
 */
@EnabledIfSystemProperty(named = "thermograd.pictures", matches = ".+")
class PreviewPictures {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path TEMPLATES = Checkout.root().resolve("scripts/previews");
    private static final int WIDTH = 1440;
    private static final int ROW = 38;
    private static final int HEADER = 90;
    private static final int CHROMIUM_SECONDS = 120;

    @TempDir
    Path folder;

    /**
     * What a picture shows.
     *
     * @param dashboard its name
     * @param run the chosen run
     * @param instance the chosen host
     * @param minutes how much of the data, from its start
     * @param rows how many rows of the grid; panels that begin or end below are left out
     */
    private record Shot(String dashboard, String run, String instance, int minutes, int rows) {}

    private static final List<Shot> SHOTS = List.of(
            new Shot("thermograd-run", "simulated-coupled", "luna:9877", 68, 31),
            new Shot("thermograd-collapse-vs-spike", "simulated-coupled", "luna:9877", 68, 46),
            new Shot("thermograd-fleet", ".+", ".+", 118, 34));

    @Test
    void drawsEachDashboard() throws IOException, InterruptedException, PromQl.RefusedException {
        Path to = Path.of(System.getProperty("thermograd.pictures"));
        try (PrometheusServer server = SeededPrometheus.start(folder)) {
            for (Shot shot : SHOTS) {
                Path page = folder.resolve(shot.dashboard() + ".html");
                Files.writeString(page, page(shot, server));
                screenshot(page, to.resolve(shot.dashboard() + ".png"), shot.rows() * ROW + HEADER);
            }
        }
    }

    private static String page(Shot shot, PrometheusServer server) throws IOException, PromQl.RefusedException {
        Dashboard dashboard = Dashboard.all().stream()
                .filter(one -> one.name().equals(shot.dashboard()))
                .findFirst()
                .orElseThrow();
        Instant end = SeededPrometheus.START.plus(Duration.ofMinutes(shot.minutes()));
        PromQl prometheus = new PromQl(server.url(), SeededPrometheus.START, end);
        Selection selection = Selection.all(Duration.ofMinutes(shot.minutes()), SeededServer.STEP)
                .with("run", shot.run())
                .with("instance", shot.instance());
        ObjectNode preview = MAPPER.createObjectNode();
        preview.set("dashboard", dashboard.root());
        preview.put("from", SeededPrometheus.START.toEpochMilli());
        preview.put("to", end.toEpochMilli());
        preview.put("rows", shot.rows());
        preview.set("selection", MAPPER.valueToTree(selection.variables()));
        ObjectNode answers = preview.putObject("answers");
        for (JsonNode panel : dashboard.panels()) {
            answers.set(panel.path("id").asText(), answers(ExecutedPanel.of(panel, selection, prometheus)));
        }
        preview.set("marks", marks(dashboard, selection, prometheus));
        return Files.readString(TEMPLATES.resolve("preview.html"))
                .replace("/*DATA*/ null", MAPPER.writeValueAsString(preview).replace("</", "<\\/"))
                .replace("/*SCRIPT*/", Files.readString(TEMPLATES.resolve("preview.js")));
    }

    private static ArrayNode answers(ExecutedPanel executed) {
        ArrayNode answers = MAPPER.createArrayNode();
        for (ExecutedPanel.Answer answer : executed.answers()) {
            ArrayNode all = answers.addObject().put("refId", answer.ref()).putArray("series");
            for (PromQl.Series one : answer.series()) {
                ObjectNode series = all.addObject();
                series.put("legend", answer.legend(one));
                series.set("labels", MAPPER.valueToTree(one.labels()));
                series.set("points", points(one));
            }
        }
        return answers;
    }

    /** Returns the finite points; a gap is where none are. */
    private static ArrayNode points(PromQl.Series series) {
        ArrayNode points = MAPPER.createArrayNode();
        series.points().stream()
                .filter(point -> Double.isFinite(point.value()))
                .forEach(point -> points.addArray().add(point.epochMillis()).add(point.value()));
        return points;
    }

    private static ArrayNode marks(Dashboard dashboard, Selection selection, PromQl prometheus)
            throws PromQl.RefusedException {
        ArrayNode marks = MAPPER.createArrayNode();
        for (JsonNode annotation : dashboard.annotations()) {
            if (!annotation.path("enable").asBoolean()) {
                continue;
            }
            boolean valueIsTime = annotation.path("useValueForTime").asBoolean();
            String expr = selection.apply(annotation.path("target").path("expr").asText());
            for (PromQl.Series one : prometheus.range(expr, selection.interval())) {
                onsets(one, valueIsTime, selection.interval().toMillis())
                        .forEach(time -> marks.addObject()
                                .put("time", time)
                                .put("color", annotation.path("iconColor").asText()));
            }
        }
        return marks;
    }

    /** Returns when marks begin; what is no more than a step apart is one, as in Grafana. */
    private static List<Long> onsets(PromQl.Series series, boolean valueIsTime, long stepMillis) {
        List<Long> onsets = new ArrayList<>();
        long end = Long.MIN_VALUE / 2;
        for (PromQl.Point point : series.points()) {
            if (point.value() > 0) {
                long time = valueIsTime ? (long) point.value() : point.epochMillis();
                if (time - end > stepMillis) {
                    onsets.add(time);
                }
                end = time;
            }
        }
        return onsets;
    }

    private void screenshot(Path page, Path to, int height) throws IOException, InterruptedException {
        Process chromium = new ProcessBuilder(
                        PrometheusServer.onPath("chromium").toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--force-device-scale-factor=1",
                        "--user-data-dir=" + folder.resolve("chromium"),
                        String.format(Locale.ROOT, "--window-size=%d,%d", WIDTH, height),
                        "--screenshot=" + to.toAbsolutePath(),
                        page.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        if (!chromium.waitFor(CHROMIUM_SECONDS, TimeUnit.SECONDS)) {
            chromium.destroyForcibly();
        }
        assertThat(to).as(Files.readString(folder.resolve("chromium.log"))).isNotEmptyFile();
    }
}
