package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.app.Cli;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.Event;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.FakeExporter;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.PrometheusServer;
import org.thermograd.testing.ScrapedPages;
import org.thermograd.testing.Vectors;

/** {@code correlate --prometheus-url} on a Prometheus that holds what known exporters would have told it. */
class CorrelatePrometheusTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(JsonFile.read(Checkout.root().resolve("docs/report.schema.json")));
    /** A whole minute. */
    private static final long T = 1_761_700_020;

    private static final String FROM = Long.toString(T - 60);
    private static final String TO = Long.toString(T + 7200);

    @TempDir
    private static Path dir;

    private static Optional<PrometheusServer> server = Optional.empty();

    @TempDir
    Path output;

    @BeforeAll
    static void startServer() throws Exception {
        PrometheusServer.Builder builder = PrometheusServer.in(dir);
        ScrapedPages pages = new ScrapedPages();
        coupled(pages);
        restarted(pages);
        bursts(pages);
        blind(pages);
        others(pages);
        server = Optional.of(
                builder.backfill(pages.write(dir.resolve("pages.txt"))).start());
    }

    @AfterAll
    static void stopServer() {
        server.ifPresent(PrometheusServer::close);
    }

    private static String target(String instance) {
        return "instance=\"" + instance + "\",job=\"thermograd\"";
    }

    /** The coupled session of the reference: its events told by an exporter, and again by a replica with less. */
    private static void coupled(ScrapedPages pages) {
        RunEvents golden = golden();
        double[] celsius =
                Numbers.doubles(Vectors.read("02_coupled_forward.json").at("/inputs/hardware/tempC"));
        for (String replica : List.of("a", "b")) {
            FakeExporter exporter = new FakeExporter(target("coupled:9877") + ",replica=\"" + replica + "\"");
            exporter.run("luna", T, T + 3599)
                    .spikes(seconds(golden.spikes()))
                    .devices("uuid=\"GPU-c\"", "device=\"cpu\"");
            exporter.device("gpu0", "GPU-c", "hw_thermal")
                    .celsius(second -> celsius[(int) Math.max(0, Math.min(celsius.length - 1, second - T))])
                    .collapses(spans(golden.collapses().values().iterator().next()));
            exporter.device("gpu0", "GPU-c", "efficiency");
            exporter.device("gpu1", "GPU-d", "hw_thermal").collapses(new double[] {T + 50, T + 60});
            exporter.device("cpu", "", "cpu_thermal").blind();
            exporter.device("cpu", "", "efficiency");
            exporter.scrape(pages, T - 30, T + (replica.equals("a") ? 3900 : 3000), 15, T - 600);
        }
        // The same run by an exporter that was scraped once a minute only.
        FakeExporter coarse = new FakeExporter(target("coarse:9877"));
        coarse.run("coarse", T, T + 3599).spikes(seconds(golden.spikes()));
        coarse.device("gpu0", "GPU-e", "hw_thermal")
                .collapses(spans(golden.collapses().values().iterator().next()));
        coarse.scrape(pages, T - 30, T + 1800, 60, T - 600);
        // Prometheus was away for 4 minutes.
        coarse.scrape(pages, T + 2010, T + 3900, 60, T - 600);
    }

    private static RunEvents golden() {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");
        return new Analyzer(CorrelationConfig.DEFAULTS)
                .analyze(GoldenRuns.session(inputs, "luna"))
                .runs()
                .get(0);
    }

    private static double[] seconds(List<Event> events) {
        return events.stream()
                .mapToDouble(event -> T + event.onsetMillis() / 1000.0)
                .toArray();
    }

    private static double[][] spans(List<Event> events) {
        return events.stream()
                .map(event -> new double[] {T + event.onsetMillis() / 1000.0, T + event.endMillis() / 1000.0})
                .toArray(double[][]::new);
    }

    /** The exporter dies 7 s after a scrape and is back 20 s later; the run goes back to a checkpoint after that. */
    private static void restarted(ScrapedPages pages) {
        FakeExporter before = restarted();
        before.scrape(pages, T, T + 900, 15, T - 600);
        FakeExporter after = restarted();
        after.scrape(pages, T + 930, T + 2100, 15, T + 927);
    }

    private static FakeExporter restarted() {
        FakeExporter exporter =
                new FakeExporter(target("restarted:9877")).hardware("simulated").skew(-2.5);
        exporter.latency("hw_thermal", 1.5).latency("efficiency", 7);
        exporter.run("fragile", T + 10, T + 1800)
                .throttled(T + 200, T + 500, T + 1500)
                .unwatched()
                .spikes(T + 100, T + 400, T + 905, T + 1000, T + 1300)
                .devices("device=\"gpu0\"")
                .step(time -> time < T + 1200 ? time - T : time - T - 500);
        exporter.device("gpu0", "GPU-r", "hw_thermal")
                .collapses(new double[] {T + 108, T + 118}, new double[] {T + 910, T + 915}, new double[] {
                    T + 1008, T + 1018
                });
        return exporter;
    }

    /** More events within one scrape interval than there are slots, on both sides. */
    private static void bursts(ScrapedPages pages) {
        FakeExporter exporter = new FakeExporter(target("bursts:9877"));
        double[] spikes =
                IntStream.range(0, 25).mapToDouble(i -> T + 605 + 9.0 * i).toArray();
        double[][] collapses = IntStream.range(0, 19)
                .mapToObj(i -> new double[] {T + 1205 + 12.0 * i, T + 1206 + 12.0 * i})
                .toArray(double[][]::new);
        exporter.run("bursts", T, T + 2400).spikes(spikes).devices("uuid=\"GPU-b\"", "uuid=\"GPU-gone\"");
        exporter.device("gpu0", "GPU-b", "sw_thermal").collapses(collapses);
        exporter.scrape(pages, T - 300, T + 2700, 300, T - 600);
    }

    private static void blind(ScrapedPages pages) {
        FakeExporter exporter = new FakeExporter(target("blind:9877"));
        exporter.run("blind", T, T + 1200).spikes(T + 100, T + 300).devices("device=\"gpu0\"", "device=\"cpu\"");
        exporter.device("gpu0", "GPU-1", "hw_thermal").blind();
        exporter.device("gpu0", "GPU-1", "efficiency").blind();
        exporter.device("cpu", "", "cpu_thermal").blind();
        exporter.scrape(pages, T, T + 1500, 15, T - 600);
    }

    private static void others(ScrapedPages pages) {
        // Two exporters with a run of one name; one of them is a CPU that shows efficiency drops only.
        for (String instance : List.of("twin-a:9877", "twin-b:9877")) {
            FakeExporter exporter = new FakeExporter(target(instance));
            exporter.run("twin", T, T + 1200).spikes(T + 100, T + 300).norm(second -> 7);
            exporter.device("cpu", "", "efficiency")
                    .collapses(new double[] {T + 110, T + 130}, new double[] {T + 400, T + 420});
            exporter.scrape(pages, T, T + 1500, 15, T - 600);
        }
        // An aborted run beside a good one; a run that ended long before.
        FakeExporter exporter = new FakeExporter(target("many:9877"));
        exporter.run("aborted", T, T + 1);
        exporter.run("good", T, T + 1200).spikes(T + 100, T + 300);
        exporter.run("old", T - 40_000, T - 30_000);
        exporter.device("gpu0", "GPU-m", "hw_thermal")
                .collapses(new double[] {T - 20, T + 60}, new double[] {T + 400, T + 410});
        exporter.scrape(pages, T, T + 1500, 15, T + 0);
    }

    private Cli.Result run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "correlate", "--prometheus-url", server.orElseThrow().url().toString(), "--output", output.toString()));
        args.addAll(Arrays.asList(more));
        if (args.stream().noneMatch(arg -> arg.startsWith("--from"))) {
            args.addAll(List.of("--from", FROM, "--to", TO));
        }
        return Cli.plain().run(args.toArray(String[]::new));
    }

    private JsonNode report(String... more) throws IOException {
        List<String> args = new ArrayList<>(Arrays.asList(more));
        args.add("--json");
        Cli.Result result = run(args.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return MAPPER.readTree(result.out());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The whole of a report: it fits the schema, and no word of it claims too much. */
    private JsonNode checked(String... more) throws IOException {
        JsonNode report = report(more);
        assertThat(SCHEMA.validate(report)).isEmpty();
        return report;
    }

    @ParameterizedTest
    @CsvSource({"luna, 15000", "coarse, 60000"})
    void agreesWithTheReferenceAtAnyScrapeInterval(String run, int scrapeIntervalMillis) throws IOException {
        JsonNode expected = Vectors.read("02_coupled_forward.json").at("/expected/report");

        JsonNode report = checked("--run", run);

        assertThat(report.get("verdict").asText()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
        assertThat(report.at("/source/runs/0/scrapeIntervalMs").asInt()).isEqualTo(scrapeIntervalMillis);
        assertThat(report.at("/analysis/guardMs")).isEqualTo(expected.at("/guardMs"));
        assertThat(report.at("/analysis/runs/0/nTrain").asInt()).isEqualTo(3600);
        for (String path : List.of("/forward/K", "/forward/nEffects", "/forward/nCauses", "/backward/K", "/sync/K")) {
            assertThat(report.at("/analysis" + path)).as(path).isEqualTo(expected.at(path));
        }
        assertThat(report.at("/analysis/forward/p").asDouble())
                .isCloseTo(expected.at("/forward/p").asDouble(), withinPercentage(1));
        assertThat(report.at("/analysis/totalMs").asLong()).isBetween(3_598_000L, 3_600_000L);
    }

    @Test
    void comparesSpikesWithTheTemperaturesThatWereScraped() throws IOException {
        JsonNode prediction = checked("--run", "luna").get("prediction");

        JsonNode spikes = prediction.get("spikeAlarm");
        JsonNode temperature = prediction.get("temperatureAlarm");
        assertThat(spikes.get("caught").asInt()).isEqualTo(26);
        assertThat(temperature.get("collapses")).isEqualTo(spikes.get("collapses"));
        assertThat(temperature.get("alarms").asInt())
                .isBetween(1, spikes.get("alarms").asInt() + 5);
        assertThat(temperature.get("quantile").asDouble()).isBetween(0.5, 0.999);
        assertThat(prediction.get("sentence").asText()).contains("; a temperature alarm with ");
        assertThat(prediction.has("auc")).isFalse();
        assertThat(Files.readString(output.resolve("report.html")))
                .contains(
                        "favors it, but no rise that comes and goes between two scrapes.</p>",
                        "is not known: no scrape holds the score of each step.</p>");
        assertThat(checked("--run", "coarse").at("/prediction").has("temperatureAlarm"))
                .as("no temperature was scraped")
                .isFalse();
    }

    @Test
    void saysThatLagsInStepsAreNotKnownWhereScrapesSkipSteps() throws IOException {
        JsonNode report = checked("--run", "luna");

        assertThat(report.get("lagHistogram").has("steps")).isFalse();
        assertThat(Files.readString(output.resolve("report.md")))
                .contains("- Lags are in seconds only: scrapes came less often than steps, so it is not known how many"
                        + " steps lie between two events.");
    }

    @Test
    void takesTheFullerOfTwoReplicasAndTheDevicesThatTheRunNames() throws IOException {
        JsonNode report = checked("--run", "luna");

        assertThat(texts(report.at("/source/runs/0/devices"))).containsExactly("cpu", "gpu0");
        assertThat(report.at("/source/hardware").asText()).isEqualTo("real");
        assertThat(report.at("/source/server").asText()).startsWith("Prometheus ");
        assertThat(report.at("/collapses").toString())
                .isEqualTo("{\"kind\":\"confirmed\",\"foundBy\":\"exporter\",\"reasons\":[\"hw_thermal\"]}");
        assertThat(report.has("firstExperiment")).isFalse();
        assertThat(texts(report.get("remarks")))
                .contains(
                        "coupled:9877: its series are there 2 times; used those with {replica=a}, which have most"
                                + " samples, not those with [{replica=b}]",
                        "luna: cpu can show collapses of the kind inferred only, which are not pooled with those of the"
                                + " kind confirmed (--collapses inferred)",
                        "luna: collapses of cpu could not be observed; left out");
    }

    @Test
    void judgesTheKindAndTheDevicesThatAreAskedFor() throws IOException {
        JsonNode inferred = checked("--run", "luna", "--collapses", "inferred");
        JsonNode cpu = checked("--run", "luna", "--collapses", "confirmed", "--device", "cpu");
        JsonNode all = checked("--instance", "coupled:9877", "--collapses=recorded");

        assertThat(texts(inferred.get("reasons"))).containsExactly("ZERO_COLLAPSES");
        assertThat(inferred.at("/analysis/runs/0/collapseOnsets").size()).isEqualTo(2);
        assertThat(texts(cpu.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
        assertThat(texts(all.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
    }

    @Test
    void aRestartOfTheExporterIsAGapWithABoundAndOneFromACheckpointAStratum() throws IOException {
        JsonNode report = checked("--run", "fragile");

        assertThat(report.at("/analysis/runs/0/coverage").toString())
                .isEqualTo(String.format(
                        "[[%d,%d],[%d,%d]]",
                        1000 * (T + 10), 1000 * (T + 900) + 1, 1000 * (T + 927), 1000 * (T + 1185) + 1));
        assertThat(report.at("/analysis/runs/1/id").asText()).isEqualTo("fragile/restart-1");
        assertThat(report.at("/analysis/runs/1/coverage/0/0").asLong()).isEqualTo(1000 * (T + 1200));
        assertThat(report.at("/analysis/runs/0/nTrain").asInt()
                        + report.at("/analysis/runs/1/nTrain").asInt())
                .isEqualTo(891 + 874);
        // The spike and the collapse between the scrape before and the death are lost; those of both lives are there.
        assertThat(report.at("/analysis/runs/0/spikeEvents").size()).isEqualTo(3);
        assertThat(report.at("/analysis/runs/0/collapseOnsets/gpu0").size()).isEqualTo(2);
        assertThat(report.at("/analysis/guardMs").asInt()).isEqualTo(2500);
        assertThat(report.at("/params/detectorLatencyMs").asInt()).isEqualTo(1500);
        assertThat(texts(report.get("remarks")))
                .containsExactly(
                        "restarted:9877: its hardware data is simulated, not measured",
                        "run fragile: the exporter restarted, or forgot the run, between 2025-10-29T01:22:00Z and"
                                + " 2025-10-29T01:22:27Z; at most 30 steps and the events in that time are missing",
                        "fragile: the exporter of gpu0 was away from 2025-10-29T01:22:00Z to 2025-10-29T01:22:27Z;"
                                + " collapses in that time are not known, and it is left out; no counter of its driver"
                                + " says how long it was throttled meanwhile",
                        "the exporter finds collapses up to 1.5 s late, as it says; for the test their onsets are moved"
                                + " back by that (--detector-latency)");
        assertThat(run("--run", "fragile").outLines().get(2))
                .startsWith("Verdict TOGETHER_WITHIN_MINUTES from Prometheus (simulated hardware): 2 runs, ");
        assertThat(checked("--run", "fragile", "--detector-latency", "0s")
                        .at("/params/detectorLatencyMs")
                        .asInt())
                .isZero();
    }

    @Test
    void tellsFromHistogramsWhatThrottlingCost() throws IOException {
        JsonNode report = checked("--run", "fragile");

        JsonNode run = report.at("/cost/runs/0");
        JsonNode cost = run.at("/episodes/0");
        assertThat(run.get("run").asText()).isEqualTo("fragile");
        assertThat(run.get("steps").asInt()).as("of both lives of the exporter").isEqualTo(891 + 874);
        assertThat(cost.get("reason").asText()).isEqualTo("throttled");
        assertThat(cost.get("insideSteps").asInt()).isEqualTo(90);
        assertThat(cost.get("slowdown").asDouble()).isCloseTo(1.5, withinPercentage(0.001));
        assertThat(cost.get("lostSeconds").isNull()).isTrue();
        assertThat(cost.get("lower").isNull()).isTrue();
        assertThat(texts(cost.get("qualifiers"))).containsExactly("STEP_TIMES_AGGREGATED");
        assertThat(report.at("/undefined").get("cost.runs[0].episodes[0].p").asText())
                .isEqualTo("NOT_ESTIMABLE");
        assertThat(run("--run", "fragile").outLines().get(0))
                .isEqualTo("Steps while a device was throttled took 50% longer than steps while none was. Medians of"
                        + " histograms (STEP_TIMES_AGGREGATED) give no interval and no time lost.");
        assertThat(checked("--run", "blind").has("cost")).isFalse();
    }

    @Test
    void leavesOutTheTimeOfEventsThatDidNotFitIntoTheSlots() throws IOException {
        JsonNode report = checked("--run", "bursts");

        assertThat(texts(report.get("remarks")))
                .contains(
                        "bursts: it trains on GPU-gone, whose collapses no exporter exposes between"
                                + " 2025-10-29T01:06:00Z and 2025-10-29T03:07:00Z",
                        "run bursts: 9 spikes were counted and have no time, since there were more than fit into the slots"
                                + " between two scrapes; that time is left out",
                        "bursts: 3 collapses of gpu0 were counted and have no time, since there were more than fit into"
                                + " the slots between two scrapes; that time is left out",
                        "bursts: 16 spikes and 16 collapses came while not both sides were watched; not counted");
        assertThat(report.at("/analysis/totalMs").asLong()).isBetween(1_795_000L, 1_805_000L);
    }

    @Test
    void aBlindMachineIsNotEstimableAndHasNoBound() throws IOException {
        JsonNode report = checked("--run", "blind");

        assertThat(report.get("verdict").asText()).isEqualTo("NOT_ESTIMABLE");
        assertThat(texts(report.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
        assertThat(report.at("/analysis").has("collapseRateUpper95PerHour")).isFalse();
        assertThat(report.at("/analysis/totalMs").asLong()).isBetween(1_190_000L, 1_200_200L);
    }

    @Test
    void aNormThatNeverChangesIsFoundWhereItIsCertain() throws IOException {
        JsonNode report = checked("--run", "twin", "--instance", "twin-a:9877", "--collapses", "inferred");

        assertThat(texts(report.get("reasons"))).containsExactly("CONSTANT_GRAD_NORM");
        assertThat(texts(report.get("remarks")))
                .contains(
                        "twin: it does not say what devices it trains on; taken are all of twin-a:9877",
                        "collapses here are efficiency drops while heating that the exporter found; no driver or kernel"
                                + " reported them");
    }

    @Test
    void anAbortedRunDoesNotStopTheOthersAndOneThatEndedBeforeIsNone() throws IOException {
        JsonNode report = checked("--instance", "many:9877");

        assertThat(report.get("verdict").asText()).isEqualTo("INCONCLUSIVE_TOO_SHORT");
        assertThat(report.at("/source/runs").size()).isEqualTo(2);
        assertThat(report.at("/analysis/runs").size()).isEqualTo(1);
        assertThat(report.at("/analysis/runs/0/leftCensored").asInt()).isEqualTo(1);
        assertThat(texts(report.get("remarks")))
                .contains("aborted: left out, its 2 steps cannot be judged (TOO_FEW_SAMPLES)");
    }

    @Test
    void poolsAllRunsOfTheRangeAndTellsThoseOfOneNameApart() throws IOException {
        JsonNode report = checked();

        assertThat(StreamSupport.stream(report.at("/source/runs").spliterator(), false)
                        .map(run -> run.get("id").asText()))
                .contains("twin@twin-a:9877", "twin@twin-b:9877", "luna");
        assertThat(texts(report.get("remarks")))
                .contains("twin@twin-a:9877: left out, none of its devices could observe collapses");
        assertThat(report.get("sentence").asText()).startsWith("Coupled: spikes precede collapses. 50 of 63");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--run=lunar|run must be one of aborted, bl",
                "--run=lunar|got lunar (--run)",
                "--instance=nowhere:1|instance must be one of blind:9877, bursts:9877, coarse:9877, coupled:9877,",
                "--device=gpu7|device must be one of cpu, gpu0, the devices of the runs between"
            })
    void saysWhatIsThereWhereWhatWasAskedForIsNot(String option, String message) {
        Cli.Result result = run(option);

        assertThat(result.err()).contains(message);
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void saysThatARunEndedBeforeTheRange() {
        Cli.Result result = run("--instance=many:9877", "--from=" + (T + 1230), "--to=" + (T + 1400));

        assertThat(result.err())
                .contains(
                        "thermograd: no run pushed a step between 2025-10-29T01:27:30Z and 2025-10-29T01:30:20Z; aborted, good"
                                + " ended before; widen the range");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void saysWhatItLookedForInAnEmptyRange() {
        Cli.Result result = Cli.plain()
                .run(
                        "correlate",
                        "--prometheus-url=" + server.orElseThrow().url(),
                        "--to=2025-01-01T00:00:00Z",
                        "--since=10m");

        assertThat(result.err())
                .endsWith("thermograd: nothing of Thermograd between 2024-12-31T23:50:00Z and 2025-01-01T00:00:00Z: no"
                        + " series thermograd_training_steps_total and no thermograd_build_info; check that this"
                        + " Prometheus scrapes the exporter (./thermograd serve), and the range (--since, or --from and"
                        + " --to)\n");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void showsWhatItReadsWithoutASecret() {
        Cli.Result result = run("--run", "good", "--header", "X-Scope-OrgID: very-secret-tenant");

        assertThat(result.err())
                .contains("thermograd: asking http://127.0.0.1:")
                .contains("thermograd: reading thermograd_training_steps_total\n")
                .contains("thermograd: reading thermograd_collapse_onset_timestamp_seconds\n")
                .doesNotContain("very-secret-tenant");
        assertThat(result.out()).doesNotContain("very-secret-tenant");
    }
}
