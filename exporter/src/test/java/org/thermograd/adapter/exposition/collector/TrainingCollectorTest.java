package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Snapshots.aSnapshot;
import static org.thermograd.testing.StepBuilder.aStep;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.collapse.HostState;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.IngestSnapshot;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.Golden;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Peers;

class TrainingCollectorTest {
    private static final long T0 = 1_761_699_262;
    private static final RunId RUN = new RunId("distil-1");

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(T0 + 40));
    private final StepIngestor ingestor = new StepIngestor(
            IngestConfig.withDefaults().withMaxRanks(2), clock, StepListener.NONE, ConditionSource.UNKNOWN);
    private final TrainingCollector collector = new TrainingCollector();

    @BeforeEach
    void pushARun() throws TooManyRunsException {
        List<TrainingStep> steps = new ArrayList<>();
        for (int i = 1; i <= 32; i++) {
            boolean spike = i == 25 || i == 26 || i == 32;
            steps.add(aStep(i, T0 + i * 1.2 - 0.5)
                    .withGradNorm(i == 28 ? Double.NaN : spike ? 60 + i : 24 + i % 5)
                    .withLoss(6.5 - i * 0.125)
                    .withLearningRate(5e-5)
                    .build());
        }
        ingestor.push(
                RUN,
                new TrainingPush(
                        Optional.of(new TreeMap<>(Map.of("model", "distil \"gpt2\"", "framework", "hf"))),
                        Optional.of(List.of("GPU-8f6d", "GPU-none", "cpu", "GPU-8f", "0")),
                        steps,
                        0,
                        Optional.of(new DroppedSteps(
                                3, 1, OptionalDouble.of(95), OptionalLong.empty(), OptionalLong.of(T0 * 1000)))));
    }

    private Scrape scrape() {
        return scrape(ingestor.snapshot());
    }

    /** Returns a scrape of a host whose {@code gpu0} is {@code GPU-8f6d}. */
    private static Scrape scrape(IngestSnapshot runs) {
        CollapseMonitor monitor = new CollapseMonitor(CollapseConfig.of(Duration.ofSeconds(1)), List.of());
        HardwareSnapshot hardware = aSnapshot()
                .with(Device.gpu(0, "GPU-8f6d"), Quantity.GPU_UTILIZATION_RATIO, 0.5)
                .build();
        monitor.onSnapshot(hardware);
        return new Scrape(Instant.EPOCH, Optional.of(new HostState(hardware, monitor.devices())), runs);
    }

    static String text(MetricCollector collector, IngestSnapshot runs, ExpositionFormatWriter writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, new MetricSnapshots(collector.collect(scrape(runs))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String text() {
        return text(collector, ingestor.snapshot(), PrometheusTextFormatWriter.create());
    }

    private static Set<String> families(String text) {
        TreeSet<String> names = new TreeSet<>();
        Matcher types = Pattern.compile("# TYPE (\\S+)").matcher(text);
        while (types.find()) {
            names.add(types.group(1));
        }
        return names;
    }

    @Test
    void showsAnActiveRun() {
        Golden.assertSame("training-active.prom", text());
    }

    @Test
    void showsTheStepOfAValueAsAnExemplarInOpenMetrics() {
        Golden.assertSame(
                "training-active.openmetrics",
                text(collector, ingestor.snapshot(), OpenMetricsTextFormatWriter.create()));
    }

    @Test
    void takesTheGaugesAwayAtTheEnd() {
        ingestor.finish(RUN);

        Golden.assertSame("training-finished.prom", text());
    }

    @Test
    void keepsTheMarksForADay() {
        clock.advance(Duration.ofMinutes(5));
        ingestor.expire();
        clock.advance(Duration.ofMinutes(5));

        assertThat(text().lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "thermograd_training_last_push_timestamp_seconds{run=\"distil-1\"} 1.761699302E9",
                        "thermograd_training_run_active{run=\"distil-1\"} 0.0",
                        "thermograd_training_run_finished{run=\"distil-1\"} 0.0",
                        "thermograd_training_run_info{framework=\"hf\",model=\"distil \\\"gpt2\\\"\",run=\"distil-1\"} 1");
        clock.advance(Duration.ofDays(1));
        assertThat(text()).isEmpty();
    }

    @Test
    void passesPromtool() {
        Peers.Answer answer = Peers.promtool(text().getBytes(StandardCharsets.UTF_8), "check", "metrics");

        assertThat(answer.output()).isEmpty();
        assertThat(answer.status()).isZero();
    }

    /** A pause, a level that stays, a restart. */
    private void pushMarks() throws TooManyRunsException {
        List<TrainingStep> steps = new ArrayList<>();
        for (int i = 33; i <= 300; i++) {
            steps.add(aStep(i, T0 + 60.0 + i).withGradNorm(400 + i % 7).build());
        }
        steps.add(aStep(1, T0 + 400.0).build());
        ingestor.push(RUN, TrainingPush.of(steps));
    }

    @Test
    void showsWhatAnAnalysisMustKnowOfSteps() throws TooManyRunsException {
        pushMarks();

        String onset = "1.761699355E9";
        assertThat(text().lines())
                .contains(
                        "thermograd_training_spike_onset_timestamp_seconds{run=\"distil-1\",slot=\"02\"} " + onset,
                        "thermograd_training_spike_step_start_timestamp_seconds{run=\"distil-1\",slot=\"02\"} 1.7616992999E9",
                        "thermograd_training_slow_steps_start_timestamp_seconds{run=\"distil-1\",slot=\"00\"} 1.7616992999E9",
                        "thermograd_training_slow_steps_end_timestamp_seconds{run=\"distil-1\",slot=\"00\"} " + onset,
                        "thermograd_training_slow_steps_longest_seconds{run=\"distil-1\",slot=\"00\"} 55.1",
                        "thermograd_training_slow_steps_steps{run=\"distil-1\",slot=\"00\"} 1.0",
                        "thermograd_training_slow_steps_runs_total{run=\"distil-1\"} 2.0",
                        "thermograd_training_level_shift_timestamp_seconds{run=\"distil-1\",slot=\"00\"} 1.7616992999E9",
                        "thermograd_training_level_shifts_total{run=\"distil-1\"} 1.0",
                        "thermograd_training_restart_timestamp_seconds{run=\"distil-1\",slot=\"00\"} 1.761699662E9",
                        "thermograd_training_restarts_total{run=\"distil-1\"} 1.0");
    }

    private void pushNotes() throws TooManyRunsException {
        ingestor.push(
                RUN,
                new TrainingPush(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        0,
                        Optional.empty(),
                        new RunAnnotations(
                                List.of(new TrainingMark(1_761_699_300_250L, "opened the \"window\"")),
                                List.of(new TrainingPhase("eval", new Segment(1_761_699_310_000L, 1_761_699_320_500L))),
                                List.of(
                                        part(1, 7, OptionalDouble.of(0.25), OptionalDouble.of(3)),
                                        part(1, 8, OptionalDouble.of(0.5), OptionalDouble.empty()),
                                        part(0, 8, OptionalDouble.empty(), OptionalDouble.of(2)),
                                        part(2, 8, OptionalDouble.of(4), OptionalDouble.of(9))))));
    }

    private static RankStep part(int rank, long step, OptionalDouble seconds, OptionalDouble norm) {
        return new RankStep(rank, step, OptionalLong.of(1_761_699_300_000L + step), seconds, norm);
    }

    @Test
    void showsRanksAndTheRestTogether() throws TooManyRunsException {
        pushNotes();

        assertThat(text().lines().filter(line -> line.startsWith("thermograd_training_rank_")))
                .containsExactlyInAnyOrder(
                        "thermograd_training_rank_step_duration_seconds_count{rank=\"1\",run=\"distil-1\"} 2",
                        "thermograd_training_rank_step_duration_seconds_sum{rank=\"1\",run=\"distil-1\"} 0.75",
                        "thermograd_training_rank_step_duration_seconds_count{rank=\"other\",run=\"distil-1\"} 1",
                        "thermograd_training_rank_step_duration_seconds_sum{rank=\"other\",run=\"distil-1\"} 4.0",
                        "thermograd_training_rank_grad_norm{rank=\"0\",run=\"distil-1\"} 2.0",
                        "thermograd_training_rank_grad_norm{rank=\"1\",run=\"distil-1\"} 3.0");
    }

    @Test
    void showsMarksAndPhases() throws TooManyRunsException {
        pushNotes();

        assertThat(text().lines())
                .contains(
                        "thermograd_training_mark_timestamp_seconds{run=\"distil-1\",slot=\"00\",text=\"opened the"
                                + " \\\"window\\\"\"} 1.76169930025E9",
                        "thermograd_training_phase_start_timestamp_seconds{phase=\"eval\",run=\"distil-1\",slot=\"00\"}"
                                + " 1.76169931E9",
                        "thermograd_training_phase_end_timestamp_seconds{phase=\"eval\",run=\"distil-1\",slot=\"00\"}"
                                + " 1.7616993205E9");
    }

    @Test
    void listsTheFamiliesThatItShows() throws TooManyRunsException {
        pushMarks();
        pushNotes();
        List<TrainingStep> further = new ArrayList<>();
        for (int i = 2; i <= 40; i++) {
            further.add(aStep(i, T0 + 400.0 + i).build());
        }
        ingestor.push(RUN, TrainingPush.of(further));

        assertThat(families(text()))
                .containsExactlyElementsOf(new TreeSet<>(
                        collector.families().stream().map(Family::name).toList()));
    }

    @Test
    void isEmptyWithoutARun() {
        ingestor.delete(RUN);

        assertThat(collector.collect(scrape())).isEmpty();
    }
}
