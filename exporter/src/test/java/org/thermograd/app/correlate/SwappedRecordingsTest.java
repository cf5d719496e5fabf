package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Recordings;

/** The training of one real recording beside the hardware of another: nothing can go together there. */
class SwappedRecordingsTest {
    private static final List<String> SESSIONS =
            List.of("reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference");

    private static Path file(String session, String extension) throws IOException {
        try (Stream<Path> files = Files.list(Recordings.path(session))) {
            return files.filter(file -> file.toString().endsWith(extension) && !file.endsWith("expected.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static CorrelationConfig config(String detector) {
        return GoldenRuns.asBefore(new CorrelationConfig(
                DetectorConfig.withDefaults(detector),
                EventConfig.DEFAULTS,
                CoincidenceConfig.DEFAULTS,
                PowerConfig.DEFAULTS));
    }

    /** Training begins as long after the hardware as it did in its own recording. */
    private static Run swapped(String training, String hardware) throws IOException, RecordingException {
        HardwareRecording own = new HardwareCsvReader().read(file(training, ".csv"));
        HardwareRecording other = new HardwareCsvReader().read(file(hardware, ".csv"));
        TimeSeries norms = new TrainingLogReader().read(file(training, ".json")).gradNorm();
        long shift = start(other) - start(own);
        SortedMap<String, TimeSeries> flags = new TreeMap<>();
        other.devices().forEach((device, samples) -> flags.put(device, samples.column(SampledRun.COLLAPSE)));
        return new Run(
                training + " beside " + hardware,
                TimeSeries.of(
                        LongStream.of(norms.epochMillis())
                                .map(time -> time + shift)
                                .toArray(),
                        norms.values()),
                flags);
    }

    private static long start(HardwareRecording recording) {
        return recording.devices().values().stream()
                .mapToLong(samples -> samples.epochMillis(0))
                .min()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log_hampel", "mean_std", "rolling_z", "ema_z", "batch_log_mad"})
    void areNeverCoupled(String detector) throws IOException, RecordingException {
        CorrelationConfig config = config(detector);
        for (String training : SESSIONS) {
            for (String hardware : SESSIONS) {
                if (training.equals(hardware)) {
                    continue;
                }
                Run run = swapped(training, hardware);

                Analysis analysis = new Analyzer(config).analyze(List.of(run));

                assertThat(analysis.totalMillis()).as(run.id()).isGreaterThan(60_000);
                assertThat(analysis.verdict()).as(run.id()).isNotInstanceOf(Verdict.Coupled.class);
            }
        }
    }

    /** The three are repetitions with the same seed, so swapping them shows what they share and nothing else. */
    @Test
    void haveTheSameSpikesSoThatSwappingTellsNothing() throws IOException, RecordingException {
        CorrelationConfig config = config("mean_std");
        List<Run> runs = List.of(
                swapped(SESSIONS.get(0), SESSIONS.get(0)),
                swapped(SESSIONS.get(1), SESSIONS.get(1)),
                swapped(SESSIONS.get(2), SESSIONS.get(2)));

        Analysis analysis = new Analyzer(config).analyze(runs);
        Placebo placebo = Placebo.of(analysis, config).orElseThrow();

        assertThat(Placebo.wouldSwapNothing(analysis, config)).isTrue();
        assertThat(placebo.isTelling()).isFalse();
        for (List<Placebo.Pair> row : placebo.pairs()) {
            assertThat(row).extracting(Placebo.Pair::coincidences).containsExactly(2, 2, 2);
        }
    }
}
