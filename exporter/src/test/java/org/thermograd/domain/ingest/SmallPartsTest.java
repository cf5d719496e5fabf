package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.TrainingPush;

/** The values and the small states of this package. */
class SmallPartsTest {
    @Test
    void skewIsTheLeastDelayOfTheLastPushes() {
        ClockSkew skew = new ClockSkew();
        assertThat(skew.millis()).isEmpty();

        skew.add(300);
        skew.add(-2000);
        assertThat(skew.millis()).hasValue(-2000);
        for (int i = 0; i < 16; i++) {
            skew.add(500 + i);
        }
        assertThat(skew.millis()).as("16 pushes later").hasValue(500);
    }

    @Test
    void onsetsFillTheSlotsInTurn() {
        SpikeOnsets spikes = new SpikeOnsets();
        assertThat(spikes.slots()).isEmpty();
        for (int event = 0; event < 18; event++) {
            assertThat(spikes.add(10_000L * event, 5000)).isTrue();
            assertThat(spikes.add(10_000L * event + 4999, 5000)).isFalse();
        }

        assertThat(spikes.events()).isEqualTo(18);
        assertThat(spikes.slots()).hasSize(16).containsEntry(0, 160_000L).containsEntry(1, 170_000L);
        assertThat(spikes.slots()).containsEntry(2, 20_000L).containsEntry(15, 150_000L);
    }

    @Test
    void aFlaggedStepAtTheRefractoryExactlyIsTheNextEvent() {
        SpikeOnsets spikes = new SpikeOnsets();

        assertThat(spikes.add(1000, 5000)).isTrue();
        assertThat(spikes.add(6000, 5000)).isTrue();
        spikes.restart();
        assertThat(spikes.add(6001, 5000)).isTrue();
    }

    @Test
    void histogramCountsAValueInTheBucketThatEndsWithIt() {
        Histogram norms = Histogram.ofGradNorms();
        norms.observe(0, 1, 10);
        norms.observe(0.001, 2, 20);
        norms.observe(0.0011, 3, 30);
        norms.observe(1000, 4, 40);
        norms.observe(1e9, 5, 50);

        Distribution view = norms.view();
        assertThat(view.count()).isEqualTo(5);
        assertThat(view.sum()).isEqualTo(0 + 0.001 + 0.0011 + 1000 + 1e9);
        assertThat(view.buckets()).hasSize(20);
        assertThat(view.buckets().get(0))
                .isEqualTo(new Distribution.Bucket(0.001, 2, Optional.of(new Distribution.Exemplar(0.001, 2, 20))));
        assertThat(view.buckets().get(1).count()).isOne();
        assertThat(view.buckets().get(2)).isEqualTo(new Distribution.Bucket(0.005, 0, Optional.empty()));
        assertThat(view.buckets().get(18).upperBound()).isEqualTo(1000);
        assertThat(view.buckets().get(19).upperBound()).isInfinite();
    }

    @Test
    void bucketsOfDurationsAreTenToTheDecade() {
        List<Double> bounds = Histogram.ofStepSeconds().view().buckets().stream()
                .map(Distribution.Bucket::upperBound)
                .toList();

        assertThat(bounds)
                .hasSize(42)
                .isSorted()
                .startsWith(0.01, 0.0125, 0.016, 0.02)
                .contains(0.1, 3.15, 100.0);
    }

    @Test
    void refusesOptionsOutsideTheirRange() {
        IngestConfig config = IngestConfig.withDefaults();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withMaxRuns(0))
                .withMessage("maxRuns must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withMaxRunsEach(0))
                .withMessage("maxRunsEach must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withRunTtl(Duration.ZERO))
                .withMessage("runTtl must be positive, got PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withRunTtl(Duration.ofMillis(-1)))
                .withMessage("runTtl must be positive, got PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IngestConfig(
                        config.rule(), Duration.ofSeconds(-1), config.runTtl(), 1, 1, Duration.ZERO, 1))
                .withMessage("spikeRefractory must be at least 0, got PT-1S");
    }

    private static DroppedSteps dropped(long steps, long nonFinite, double max, long from, long to) {
        return new DroppedSteps(steps, nonFinite, OptionalDouble.of(max), OptionalLong.of(from), OptionalLong.of(to));
    }

    @Test
    void refusesDroppedStepsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dropped(-1, 0, 1, 0, 0))
                .withMessage("steps must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dropped(1, -2, 1, 0, 0))
                .withMessage("nonFinite must be at least 0, got -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dropped(1, 0, 1, -3, 0))
                .withMessage("fromMillis must be at least 0, got -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dropped(1, 0, 1, 0, -4))
                .withMessage("toMillis must be at least 0, got -4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dropped(1, 0, Double.NaN, 0, 0))
                .withMessage("gradNormMax must be finite, got NaN");
    }

    private static TrainingPush push(SortedMap<String, String> labels, List<String> devices, int ignored) {
        return new TrainingPush(Optional.of(labels), Optional.of(devices), List.of(), ignored, Optional.empty());
    }

    private static SortedMap<String, String> label(String name, String value) {
        return new TreeMap<>(Collections.singletonMap(name, value));
    }

    @Test
    void refusesAPushBeyondTheLimits() {
        SortedMap<String, String> many = new TreeMap<>();
        for (int i = 0; i < 17; i++) {
            many.put("l" + i, "");
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(many, List.of(), 0))
                .withMessage("number of labels must be at most 16, got 17");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(label("n".repeat(65), ""), List.of(), 0))
                .withMessage("length of a label's name must be at most 64, got 65");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(label("n", "v".repeat(129)), List.of(), 0))
                .withMessage("length of a label's value must be at most 128, got 129");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(new TreeMap<>(), Collections.nCopies(65, "cpu"), 0))
                .withMessage("number of devices must be at most 64, got 65");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(new TreeMap<>(), List.of("d".repeat(97)), 0))
                .withMessage("length of a device's name must be at most 96, got 97");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(new TreeMap<>(), List.of(), -1))
                .withMessage("ignored must be at least 0, got -1");
        assertThat(push(new TreeMap<>(), List.of("cpu", "gpu0", "cpu"), 0).devices())
                .hasValue(List.of("cpu", "gpu0"));
    }

    @Test
    void tellsWhichStepsWereJudged() {
        assertThat(Examination.values())
                .filteredOn(Examination::isExamined)
                .containsExactly(Examination.NORMAL, Examination.SPIKE_ONSET, Examination.SPIKE_CONTINUED);
        assertThat(Examination.values())
                .filteredOn(Examination::isSpike)
                .containsExactly(Examination.SPIKE_ONSET, Examination.SPIKE_CONTINUED);
    }
}
