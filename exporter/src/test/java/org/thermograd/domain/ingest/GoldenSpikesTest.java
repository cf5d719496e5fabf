package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.spike.SpikeFlags;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

/** Steps pushed in batches of any size give the spikes that the batch rule gives for the whole run. */
class GoldenSpikesTest {
    private static final RunId RUN = new RunId("golden");
    private static final long REFRACTORY_MILLIS = 5000;

    private static List<TrainingStep> steps(long[] millis, double[] norms) {
        List<TrainingStep> steps = new ArrayList<>();
        for (int i = 0; i < norms.length; i++) {
            steps.add(new TrainingStep(
                    i,
                    OptionalLong.of(millis[i]),
                    OptionalDouble.of(norms[i]),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()));
        }
        return steps;
    }

    /** Pushes in random batches and compares with the batch rule; returns the onsets. */
    private static List<Long> onsetsAsInBatch(long[] millis, double[] norms, long seed) throws TooManyRunsException {
        SpikeFlags flags = LogHampel.withDefaults().flag(norms);
        assertThat(flags.ruleId()).as("no fallback, which the stream has not").isEqualTo(LogHampel.ID);
        List<Long> onsets =
                SpikeEvents.find("run", "log_hampel", TimeSeries.of(millis, norms), flags::flagged, REFRACTORY_MILLIS)
                        .stream()
                        .map(Event::onsetMillis)
                        .toList();
        RecordingStepListener listener = new RecordingStepListener();
        StepIngestor ingestor = new StepIngestor(
                IngestConfig.withDefaults(), new ManualClock(Instant.EPOCH), listener, ConditionSource.UNKNOWN);
        SplittableRandom random = new SplittableRandom(seed);
        List<TrainingStep> steps = steps(millis, norms);
        for (int from = 0; from < steps.size(); ) {
            int to = Math.min(steps.size(), from + random.nextInt(1, random.nextBoolean() ? 5 : 400));
            assertThat(ingestor.push(RUN, TrainingPush.of(steps.subList(from, to))))
                    .isEqualTo(new PushResult(to - from, 0, 0, 0));
            from = to;
        }
        RunSnapshot run = ingestor.snapshot().runs().get(0);

        assertThat(listener.onsets()).as("seed %d", seed).isEqualTo(onsets);
        assertThat(run.counts().steps()).as("first and last batch too").isEqualTo(norms.length);
        assertThat(run.counts().spikeSteps()).isEqualTo(flags.flaggedCount());
        assertThat(run.counts().spikes()).isEqualTo(onsets.size());
        assertThat(run.counts().unexamined())
                .isEqualTo(IntStream.range(0, norms.length)
                        .filter(i -> !flags.evaluated(i))
                        .count());
        for (int event = Math.max(0, onsets.size() - 16); event < onsets.size(); event++) {
            assertThat(run.spikeOnsetMillis()).containsEntry(event % 16, onsets.get(event));
        }
        assertThat(run.startMillis()).hasValue(millis[0]);
        return onsets;
    }

    @ParameterizedTest
    @ValueSource(strings = {"02_coupled_forward.json", "03_coupled_reverse.json"})
    void ofAGoldenSession(String file) throws TooManyRunsException {
        JsonNode golden = Vectors.read(file);
        JsonNode train = golden.get("inputs").get("train");
        JsonNode run = golden.get("expected").get("report").get("runs").get(0);
        List<Long> expected = new ArrayList<>();
        run.get("spikeEvents")
                .forEach(event -> expected.add(
                        event.isNumber() ? event.longValue() : event.get(0).longValue()));
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(onsetsAsInBatch(Numbers.longs(train.get("t")), Numbers.doubles(train.get("gradNorm")), seed))
                    .isEqualTo(expected);
        }
    }

    @Test
    void ofTheRunsOfSeveralDevices() throws TooManyRunsException {
        for (JsonNode run : Vectors.read("09_runs_devices.json").get("inputs").get("runs")) {
            double[] norms = Numbers.doubles(run.get("train").get("gradNorm"));
            if (norms.length >= 40) {
                onsetsAsInBatch(Numbers.longs(run.get("train").get("t")), norms, 1);
            }
        }
    }

    @Test
    void ofANormThatIsNotAlwaysFinite() throws TooManyRunsException {
        JsonNode golden = Vectors.read("07_detectors.json");
        double[] norms = Numbers.doubles(golden.get("inputs").get("gradNorm"));
        long[] millis =
                IntStream.range(0, norms.length).mapToLong(i -> 1000L * i).toArray();

        assertThat(onsetsAsInBatch(millis, norms, 1))
                .hasSize(golden.get("expected")
                        .get("spikeEventsAtOneSecondSteps")
                        .size());
    }
}
