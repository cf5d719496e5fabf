package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.app.Cli;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.FakeExporter;
import org.thermograd.testing.HandMadePage;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.PrometheusServer;
import org.thermograd.testing.ScrapedPages;
import org.thermograd.testing.VictoriaMetricsServer;

/**
 * {@code correlate --prometheus-url} with presets and own queries, on a Prometheus that holds an hour of the pages of other
 * exporters: a spike about every 100 s, and most times throttling 10 s later.
 */
class ExistingSetupsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(JsonFile.read(Checkout.root().resolve("docs/report.schema.json")));
    private static final long T = 1_761_700_020;
    private static final int SECONDS = 3600;
    private static final int SCRAPE = 5;
    /** Power cap and, where throttled, thermal slowdown of the hardware. */
    private static final int CAPPED = 0x4;

    private static final int THROTTLED = 0x4 | 0x8 | 0x40;
    /** Where a power brake does it, and where nothing tells what does. */
    private static final int BRAKED = 0x8 | 0x80;

    private static final int UNEXPLAINED = 0x8;
    private static final BitSet SPIKES = new BitSet();
    private static final BitSet COLLAPSES = new BitSet();

    @TempDir
    private static Path dir;

    private static Optional<PrometheusServer> server = Optional.empty();

    @TempDir
    Path output;

    @BeforeAll
    static void startServer() throws Exception {
        PrometheusServer.Builder builder = PrometheusServer.in(dir);
        SplittableRandom random = new SplittableRandom(11);
        for (int second = 150; second < SECONDS - 60; second += 70 + random.nextInt(60)) {
            int spike = second / SCRAPE * SCRAPE;
            SPIKES.set(spike);
            int collapse = spike + (random.nextInt(5) > 0 ? 10 : 45);
            COLLAPSES.set(collapse, collapse + 18);
        }
        ScrapedPages pages = new ScrapedPages();
        for (int second = 0; second < SECONDS; second += SCRAPE) {
            add(pages, second, random);
        }
        own(pages);
        server = Optional.of(
                builder.backfill(pages.write(dir.resolve("pages.txt"))).start());
    }

    private static void add(ScrapedPages pages, int second, SplittableRandom random) {
        long millis = (T + second) * 1000L;
        boolean collapse = COLLAPSES.get(second);
        // While it idles, as in its first minute, no other reason counts.
        boolean idle = second < 60;
        Map<String, Number> values = new HashMap<>();
        values.put("clock_mhz", collapse ? 900 : 1980);
        values.put("clock_hz", collapse ? 9e8 : 1.98e9);
        values.put("celsius", collapse ? 88 : 70 + second % 7);
        values.put("watts", collapse ? 300 : 690);
        values.put("percent", 97);
        values.put("ratio", 0.97);
        values.put("mask", idle ? THROTTLED | 1 : collapse ? THROTTLED : CAPPED);
        values.put("idle", idle ? 1 : 0);
        values.put("hw_slowdown", idle || collapse ? 1 : 0);
        values.put("hw_thermal", idle || collapse ? 1 : 0);
        values.put("power_cap", 1);
        values.put("brake_mask", idle ? BRAKED | 1 : collapse ? BRAKED : CAPPED);
        values.put("unexplained_mask", collapse ? UNEXPLAINED : 0);
        values.put("residency", 1_000_000 + 80L * COLLAPSES.get(0, second + 1).cardinality());
        values.put("power_residency", 1_000_000 + 90L * second);
        HandMadePage.of("dcgm-exporter.prom").addTo(pages, target("dcgm", "luna:9400"), values, millis);
        HandMadePage.of("nvidia_gpu_exporter.prom").addTo(pages, target("smi", "luna:9835"), values, millis);
        HandMadePage.of("device-metrics-exporter.prom").addTo(pages, target("amd", "luna:5000"), values, millis);
        // Few digits: VictoriaMetrics keeps 15 of them.
        double norm = Math.rint((SPIKES.get(second) ? 30_000 : 10_000) * Math.exp(0.05 * random.nextDouble())) / 1000;
        values.put("grad_norm", norm);
        values.put("loss", 2.5);
        values.put("last_step", T + second);
        values.put("step", second / SCRAPE);
        HandMadePage.of("trainer.prom").addTo(pages, target("trainer", "luna:8000"), values, millis);
        values.put("step", second * 10);
        HandMadePage.of("trainer.prom").addTo(pages, target("trainer", "fast:8000"), values, millis);
        pages.add(
                "my_spikes_total",
                target("own", "luna:1"),
                SPIKES.get(0, second + 1).cardinality(),
                millis);
        pages.add("my_collapses_total", target("own", "luna:1"), onsets(second), millis);
    }

    private static int onsets(int second) {
        int onsets = 0;
        for (int i = COLLAPSES.nextSetBit(0);
                i >= 0 && i <= second;
                i = COLLAPSES.nextSetBit(COLLAPSES.nextClearBit(i))) {
            onsets++;
        }
        return onsets;
    }

    /** What our exporter told on the same host of the same hour. */
    private static void own(ScrapedPages pages) {
        FakeExporter exporter = new FakeExporter(target("thermograd", "luna:9877"));
        exporter.run("luna", T, T + SECONDS)
                .spikes(SPIKES.stream().mapToDouble(second -> T + second).toArray())
                .devices("device=\"gpu0\",uuid=\"GPU-604ac76c-d9cf-fef3-62e9-d92044ab6e52\"");
        List<double[]> spans = new ArrayList<>();
        for (int i = COLLAPSES.nextSetBit(0); i >= 0; i = COLLAPSES.nextSetBit(COLLAPSES.nextClearBit(i))) {
            spans.add(new double[] {T + i, T + COLLAPSES.nextClearBit(i) - 1});
        }
        exporter.device("gpu0", "GPU-604ac76c-d9cf-fef3-62e9-d92044ab6e52", "hw_thermal")
                .collapses(spans.toArray(double[][]::new));
        exporter.scrape(pages, T, T + SECONDS, 15, T - 600);
    }

    private static String target(String job, String instance) {
        return "job=\"" + job + "\",instance=\"" + instance + "\"";
    }

    @AfterAll
    static void stopServer() {
        server.ifPresent(PrometheusServer::close);
    }

    private Cli.Result run(String... more) {
        return run(server.orElseThrow().url(), more);
    }

    private Cli.Result run(URI url, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "correlate",
                "--prometheus-url",
                url.toString(),
                "--output",
                output.toString(),
                "--from",
                Long.toString(T - 60),
                "--to",
                Long.toString(T + SECONDS + 60)));
        args.addAll(Arrays.asList(more));
        return Cli.plain().run(args.toArray(String[]::new));
    }

    private JsonNode report(String... more) throws IOException {
        return report(server.orElseThrow().url(), more);
    }

    private JsonNode report(URI url, String... more) throws IOException {
        List<String> args = new ArrayList<>(Arrays.asList(more));
        args.add("--json");
        Cli.Result result = run(url, args.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        JsonNode report = MAPPER.readTree(result.out());
        assertThat(SCHEMA.validate(report)).isEmpty();
        return report;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "dcgm, gpu0, 'hw_slowdown,hw_thermal,power_brake,sw_thermal', hw_thermal",
        "dcgm, gpu2, 'hw_slowdown,hw_thermal,power_brake,sw_thermal', power_brake",
        "dcgm, gpu3, 'hw_slowdown,hw_thermal,power_brake,sw_thermal', 'hardware slowdown, reason not given'",
        "nvidia-gpu-exporter, gpu-604ac76c-d9cf-fef3-62e9-d92044ab6e52, 'hw_slowdown,hw_thermal,power_brake,sw_thermal', hw_thermal",
        "nvidia-gpu-exporter, gpu-0000bbbb-d9cf-fef3-62e9-d92044ab6e52, 'hw_slowdown,hw_thermal,power_brake,sw_thermal', power_brake",
        "amd-exporter, gpu0, 'hw_slowdown,hw_thermal', hw_thermal",
        "amd-exporter, gpu1, 'hw_slowdown,hw_thermal', 'hardware slowdown, reason not given'"
    })
    void aPresetReadsWhatHoldsADeviceBackAndSaysWhatFor(String preset, String device, String reasons, String given)
            throws IOException {
        JsonNode report = report(
                "--hardware-preset", preset, "--training-preset", "trainer", "--run", "luna:8000", "--device", device);

        assertThat(report.get("verdict").asText()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
        assertThat(report.at("/analysis/guardMs").asLong()).isEqualTo(5000);
        assertThat(report.at("/analysis/runs/0/spikeEvents").size()).isEqualTo(SPIKES.cardinality());
        assertThat(report.at("/analysis/runs/0/nTrain").asInt()).isEqualTo(SECONDS / SCRAPE);
        assertThat(report.at("/analysis/runs/0/collapseOnsets/" + device).size())
                .isEqualTo(onsets(SECONDS));
        assertThat(report.at("/collapses/kind").asText()).isEqualTo("confirmed");
        assertThat(report.at("/collapses/foundBy").asText()).isEqualTo("scrapes");
        assertThat(texts(report.at("/collapses/reasons"))).containsExactly(reasons.split(","));
        assertThat(texts(report.get("qualifiers"))).as("pauses show").containsExactly("SPIKES_FREQUENT");
        assertThat(report.at("/analysis/runs/0/pauses/count").isInt()).isTrue();
        assertThat(signals(report, device)).contains("temp_c", "power_w");
        assertThat(report.at("/prediction/temperatureAlarm/alarms").asInt()).isPositive();
        assertThat(report.at("/lagHistogram/steps/stepMs").asInt())
                .as("each scrape shows a step")
                .isEqualTo(5000);
        assertThat(texts(report.get("remarks")))
                .contains(
                        "collapses are of: " + given + " (" + device + "@" + instance(preset) + ")",
                        "luna:8000: it does not say what devices it trains on; taken are those of its host",
                        "luna:8000: spikes were looked for in a gauge, scraped every 5 s; a step takes about 5 s; a spike is"
                                + " at the scrape that shows it",
                        "collapses are those of preset " + preset
                                + ", scraped every 5 s: each is at the scrape that shows"
                                + " it, and a flag that is up between two scrapes only is not seen; within the guard, which"
                                + " is at least that, the order of two events is not known");
    }

    private static String instance(String preset) {
        return switch (preset) {
            case "dcgm" -> "luna:9400";
            case "amd-exporter" -> "luna:5000";
            default -> "luna:9835";
        };
    }

    @Test
    void aPowerLimitOfAnAmdAcceleratorIsNoCollapse() throws IOException {
        JsonNode report = report(
                "--hardware-preset=amd-exporter", "--training-preset=trainer", "--run=luna:8000", "--device=gpu2");

        assertThat(report.at("/analysis/runs/0/collapseOnsets/gpu2").size()).isZero();
        assertThat(texts(report.get("reasons"))).doesNotContain("COLLAPSES_NOT_OBSERVABLE");
        assertThat(texts(report.get("remarks"))).noneMatch(remark -> remark.startsWith("collapses are of:"));
    }

    @Test
    void anAmdAcceleratorWithoutCountersIsBlindAndTheReportSaysWhatIsNeeded() throws IOException {
        JsonNode report = report(
                "--hardware-preset=amd-exporter", "--training-preset=trainer", "--run=luna:8000", "--device=gpu3");

        assertThat(texts(report.get("remarks")))
                .contains("nothing tells when gpu3@luna:5000 was held back; needed is"
                        + " GPU_VIOLATION_PROCESSOR_HOT_RESIDENCY_ACCUMULATED and the others of"
                        + " GPU_VIOLATION_*_RESIDENCY_ACCUMULATED among the fields of device-metrics-exporter, which has"
                        + " them for MI300 and newer");
    }

    /** The signals that the norm of the run was compared with. */
    private static List<String> signals(JsonNode report, String device) {
        List<String> signals = new ArrayList<>();
        for (JsonNode pair : report.at("/continuous/pairs")) {
            if (pair.get("device").asText().equals(device)) {
                signals.add(pair.get("signal").asText());
            }
        }
        return signals;
    }

    @Test
    void aDeviceOfWhichNothingTellsIsBlindAndTheReportSaysWhatIsNeeded() throws IOException {
        JsonNode report =
                report("--hardware-preset=dcgm", "--training-preset=trainer", "--run=luna:8000", "--device=gpu1");

        assertThat(texts(report.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
        assertThat(texts(report.get("remarks")))
                .contains("nothing tells when gpu1@luna:9400 was held back; needed is"
                        + " DCGM_FI_DEV_CLOCKS_EVENT_REASONS (in older versions DCGM_FI_DEV_CLOCK_THROTTLE_REASONS),"
                        + " DCGM_EXP_CLOCK_EVENTS_COUNT, DCGM_FI_DEV_CLOCKS_EVENT_REASON_*_NS or"
                        + " DCGM_FI_DEV_THERMAL_VIOLATION in the counters file of dcgm-exporter; its default file has none"
                        + " of them");
    }

    @Test
    void aGaugeThatShowsOneStepInFiftyIsSaidToBeUndersampled() throws IOException {
        JsonNode report = report("--hardware-preset=dcgm", "--training-preset=trainer", "--run=fast:8000");

        assertThat(texts(report.get("qualifiers")))
                .containsExactly("PAUSES_NOT_LEFT_OUT", "SPIKES_FREQUENT", "SPIKES_UNDERSAMPLED");
        assertThat(texts(report.get("remarks")))
                .contains(
                        "fast:8000: it does not say what devices it trains on, and its host has none; taken are all 4 that"
                                + " were found",
                        "fast:8000: spikes were looked for in a gauge, scraped every 5 s; a step takes about 0.1 s, so one"
                                + " step in 50 was seen, and nothing is known of the others");
    }

    @Test
    void runsThatPushedToOurExporterGoWithDevicesOfAnother() throws IOException {
        JsonNode report = report("--hardware-preset=nvidia-gpu-exporter", "--run=luna");

        assertThat(report.get("verdict").asText()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
        assertThat(texts(report.at("/source/runs/0/devices")))
                .containsExactly("gpu-604ac76c-d9cf-fef3-62e9-d92044ab6e52");
        assertThat(texts(report.get("remarks"))).noneMatch(remark -> remark.contains("what devices it trains on"));
    }

    @Test
    void anotherTrainerGoesWithDevicesOfOurExporter() throws IOException {
        JsonNode report = report("--training-preset=trainer", "--run=luna:8000");

        assertThat(report.get("verdict").asText()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
        assertThat(report.at("/collapses/foundBy").asText()).isEqualTo("exporter");
        assertThat(report.at("/analysis/runs/0/collapseOnsets/gpu0").size()).isEqualTo(onsets(SECONDS));
    }

    @Test
    void ownQueriesMayBeCountersOrExpressions() throws IOException {
        JsonNode report = report(
                "--collapse-query",
                "DCGM_FI_DEV_GPU_TEMP{gpu=\"0\"} > bool 85",
                "--query-step=5s",
                "--spike-query",
                "my_spikes_total");

        assertThat(report.get("verdict").asText()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
        assertThat(report.at("/collapses/kind").asText()).isEqualTo("recorded");
        assertThat(report.at("/analysis/runs/0/spikeEvents").size()).isEqualTo(SPIKES.cardinality());
        assertThat(report.at("/analysis/runs/0/collapseOnsets/nvidia0").size()).isEqualTo(onsets(SECONDS));
        assertThat(texts(report.get("remarks")))
                .contains(
                        "luna:1: its spikes are those of --spike-query my_spikes_total, each at the scrape that shows it;"
                                + " no detector was used, and what counts as its steps are the scrapes, 5 s apart");
    }

    @Test
    void anotherDetectorLooksAtAnOwnGradientNorm() throws IOException {
        JsonNode report = report(
                "--collapse-query=my_collapses_total",
                "--grad-norm-query=trainer_grad_norm{instance=\"luna:8000\"}",
                "--detector=mean_std",
                "--detector-k=3");

        assertThat(report.at("/params/detector").asText()).isEqualTo("mean_std");
        assertThat(report.at("/analysis/runs/0/spikeEvents").size()).isEqualTo(SPIKES.cardinality());
        assertThat(report.at("/analysis/runs/0/collapseOnsets/device").size()).isEqualTo(onsets(SECONDS));
    }

    /** Series of our exporter, of presets, and an expression; VictoriaMetrics holds the same samples. */
    @Test
    void victoriaMetricsAsTheSourceGivesTheSameReport(@TempDir Path victoria) throws Exception {
        try (VictoriaMetricsServer other = VictoriaMetricsServer.start(victoria)) {
            other.load(dir.resolve("pages.txt"));
            for (String[] options : List.of(
                    new String[] {"--run=luna"},
                    new String[] {"--hardware-preset=dcgm", "--training-preset=trainer"},
                    new String[] {
                        "--collapse-query=DCGM_FI_DEV_GPU_TEMP{gpu=\"0\"} > bool 85",
                        "--query-step=5s",
                        "--spike-query=my_spikes_total"
                    })) {
                assertThat(withoutServer(report(other.url(), options)))
                        .as(String.join(" ", options))
                        .isEqualTo(withoutServer(report(options)));
            }
        }
    }

    private static JsonNode withoutServer(JsonNode report) {
        ObjectNode copy = report.deepCopy();
        copy.remove("generated");
        ((ObjectNode) copy.get("source")).remove(List.of("url", "server"));
        return copy;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hardware-preset=node-exporter|no device between 2025-10-29T01:06:00Z and 2025-10-29T02:08:00Z: preset node-exporter gives no series; check that this Prometheus scrapes it, and the range (--since, or --from and --to); 2 training runs were found",
                "--hardware-preset=dcgm --run=sol|run must be one of fast:8000, luna:8000 between 2025-10-29T01:06:00Z and 2025-10-29T02:08:00Z, got sol (--run)",
                "--hardware-preset=dcgm --device=gpu7|device must be one of gpu0, gpu1, gpu2, gpu3, got gpu7 (--device)",
                "--hardware-preset=dcgm --instance=sol:1|no training run between 2025-10-29T01:06:00Z and 2025-10-29T02:08:00Z: preset trainer gives no series of sol:1; check that this Prometheus scrapes the trainer, and the range (--since, or --from and --to)"
            })
    void saysWhatIsThereWhereWhatWasAskedForIsNot(String options, String message) {
        List<String> args = new ArrayList<>(List.of(options.split(" ")));
        args.add("--training-preset=trainer");

        Cli.Result result = run(args.toArray(String[]::new));

        assertThat(result.err()).endsWith("thermograd: " + message + "\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--collapse-query=DCGM_FI_DEV_GPU_TEMP{gpu=\"0\"} > 85|--spike-query=my_spikes_total",
                "--collapse-query=my_collapses_total|--spike-query=trainer_grad_norm > 0"
            })
    void refusesAQueryThatFilters(String collapses, String spikes) {
        Cli.Result result = run(collapses, spikes, "--query-step=5s");

        assertThat(result.err())
                .endsWith(
                        "is above 0 in every sample, so nothing can be seen to begin; a comparison drops the samples at"
                                + " which it does not hold, unless it has bool, as in X < bool 1500\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void passesOnWhatTheServerSaysOfAWrongQuery() {
        Cli.Result result = run("--collapse-query=up >>> 1", "--spike-query=my_spikes_total");

        assertThat(result.err().toLowerCase(Locale.ROOT)).contains("up >>> 1").contains("parse error");
        assertThat(result.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--hardware-preset=dcgm", "--spike-query=a", "--grad-norm-query=b", "--training-preset=trainer"})
    void refusesASetupWithoutAPrometheus(String option) {
        Cli.Result result = Cli.plain().run("correlate", "--session", dir.toString(), option);

        assertThat(result.err()).contains(option.replaceFirst("=.*", "") + " must come with --prometheus-url");
        assertThat(result.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--hardware-preset=dcgm --collapse-query=a|--hardware-preset and --collapse-query both say where collapses are; give one of them",
                "--spike-query=a --grad-norm-query=b|--training-preset, --spike-query and --grad-norm-query say where spikes are; give one of them",
                "--collapse-query=a --collapses=confirmed|--collapses must not come with --collapse-query, which says what a collapse is",
                "--hardware-preset=dcgm --collapses=recorded|Invalid value for option '--collapses': must be confirmed with --hardware-preset, got recorded",
                "--hardware-preset=tpu|must be one of dcgm, nvidia-gpu-exporter, amd-exporter, node-exporter, got tpu",
                "--query-step=1500ms --collapse-query=a|Invalid value for option '--query-step': must be whole seconds, got 1500ms",
                "--spike-query=a --detector=mean_std|over Prometheus the exporter's detector counts",
                "--hardware-preset=dcgm --spike-refractory=9s|over Prometheus the exporter's refractory counts: --spike-refractory"
            })
    void refusesWhatCannotBeCarriedOut(String options, String message) {
        Cli.Result result = run(options.split(" "));

        assertThat(result.err()).contains(message);
        assertThat(result.status()).isEqualTo(2);
    }
}
