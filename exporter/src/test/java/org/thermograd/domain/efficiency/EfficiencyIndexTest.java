package org.thermograd.domain.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EfficiencyIndexTest {
    private static final DeviceRating GPU = new DeviceRating(200, 83);
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static EfficiencyIndex index(IndexMode mode, int windowSeconds) {
        return new EfficiencyIndex(new EfficiencyConfig(GPU, Duration.ofSeconds(windowSeconds), mode));
    }

    private static EfficiencyIndex standard() {
        return new EfficiencyIndex(EfficiencyConfig.of(GPU));
    }

    private static Instant at(double seconds) {
        return Instant.EPOCH.plusMillis(Math.round(1000 * seconds));
    }

    private static EfficiencySample accept(
            EfficiencyIndex index, double seconds, double utilization, OptionalDouble celsius, OptionalDouble watts) {
        return index.accept(at(seconds), utilization, celsius, watts).orElseThrow();
    }

    private static OptionalDouble of(double value) {
        return OptionalDouble.of(value);
    }

    /** A device that heats by 0.5 degrees a second under load and does little with it from second 20 on. */
    private static List<EfficiencySample> hot(EfficiencyIndex index, int samples, double interval) {
        List<EfficiencySample> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            double seconds = i * interval;
            all.add(accept(index, seconds, seconds < 20 ? 1 : 0.7 + 0.3 * (i % 2), of(60 + seconds / 2), of(190)));
        }
        return all;
    }

    private static double firstCollapse(List<EfficiencySample> samples, double interval) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).is(Condition.COLLAPSE)) {
                return i * interval;
            }
        }
        throw new AssertionError("no collapse");
    }

    @Test
    void oneSampleHasAnIndexAndNoJudgement() {
        EfficiencySample only = accept(standard(), 0, 0.5, of(50), of(50));

        assertThat(only.stability()).isEqualTo(1);
        assertThat(only.loadRatio()).isEqualTo(0.25);
        assertThat(only.sustainSeconds()).isEqualTo(600);
        assertThat(only.rawIndex()).isEqualTo(only.smoothedIndex()).isCloseTo(2 * 600 / 601.0, within(1e-15));
        assertThat(only.rollingPeak()).isEmpty();
        assertThat(only.slopeCelsiusPerSecond()).isEmpty();
        assertThat(only.heldSince()).isEmpty();
        assertThat(only.judged()).isFalse();
        assertThat(only.conditions()).isEmpty();
    }

    @Test
    void aSampleThatIsNotLaterIsSkippedAndLeavesNoTrace() {
        EfficiencyIndex twice = index(IndexMode.TIMED, 0);
        EfficiencyIndex once = index(IndexMode.TIMED, 0);
        for (EfficiencyIndex index : List.of(twice, once)) {
            accept(index, 10, 0.5, of(50), of(50));
        }

        assertThat(twice.accept(at(10), 0.9, of(70), of(190))).isEmpty();
        assertThat(twice.accept(at(9), 0.9, of(70), of(190))).isEmpty();
        assertThat(accept(twice, 11, 0.5, of(51), of(50))).isEqualTo(accept(once, 11, 0.5, of(51), of(50)));
    }

    @Test
    void startsOverAfterMoreThanTenSeconds() {
        EfficiencyIndex index = index(IndexMode.TIMED, 0);
        hot(index, 30, 1);

        assertThat(accept(index, 39, 1, of(75), of(190)).judged()).isTrue();
        EfficiencySample after = accept(index, 49.001, 1, of(80), of(190));

        assertThat(after.rollingPeak()).isEmpty();
        assertThat(after.stability()).isEqualTo(1);
        assertThat(after.smoothedIndex()).isEqualTo(after.rawIndex());
        assertThat(after.slopeCelsiusPerSecond()).isEmpty();
    }

    @Test
    void literalNeverStartsOver() {
        EfficiencyIndex index = index(IndexMode.LITERAL, 0);
        hot(index, 30, 1);

        EfficiencySample after = accept(index, 1000, 1, of(80), of(190));

        assertThat(after.judged()).isTrue();
        assertThat(after.slopeCelsiusPerSecond()).hasValue(80 - 74.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void holdsForSevenSecondsAtAnyRate(double interval) {
        List<EfficiencySample> samples = hot(standard(), (int) (60 / interval), interval);

        double flagged = firstCollapse(samples, interval);
        Instant since = samples.get((int) (flagged / interval)).heldSince().orElseThrow();

        // The first sample counts with its own interval, so 7 s are full after 7 s less one interval, to half of it.
        assertThat(Duration.between(since, at(flagged)).toMillis() / 1000.0)
                .isGreaterThanOrEqualTo(7 - 1.5 * interval)
                .isLessThanOrEqualTo(7);
    }

    @Test
    void literalHoldsForSevenSamplesAtAnyRate() {
        List<EfficiencySample> samples = new ArrayList<>();
        EfficiencyIndex index = index(IndexMode.LITERAL, 0);
        for (int i = 0; i < 40; i++) {
            samples.add(accept(index, i / 4.0, i < 20 ? 1 : 0.7 + 0.3 * (i % 2), of(79 + i / 4.0), of(190)));
        }

        double flagged = firstCollapse(samples, 0.25);

        assertThat(samples.get((int) (flagged / 0.25)).heldSince()).contains(at(flagged - 6 * 0.25));
    }

    @Test
    void nothingCollapsesWithoutATemperature() {
        EfficiencyIndex index = standard();
        for (int i = 0; i < 60; i++) {
            EfficiencySample sample = accept(index, i, i < 20 ? 1 : 0.7 + 0.3 * (i % 2), NONE, of(190));
            assertThat(sample.sustainSeconds()).isEqualTo(600);
            assertThat(sample.judged()).isFalse();
            assertThat(sample.is(Condition.COLLAPSE)).isFalse();
            assertThat(sample.is(Condition.DROP)).isEqualTo(i >= 21);
        }
    }

    @Test
    void aMissingTemperatureBreaksTheHold() {
        EfficiencyIndex index = standard();
        List<EfficiencySample> before = hot(index, 40, 1);
        assertThat(before.get(39).is(Condition.COLLAPSE)).isTrue();

        EfficiencySample without = accept(index, 40, 0.7, NONE, of(190));
        EfficiencySample again = accept(index, 41, 1, of(80.5), of(190));

        assertThat(without.heldSince()).isEmpty();
        assertThat(without.sustainSeconds()).isEqualTo(600);
        assertThat(again.heldSince()).contains(at(41));
        assertThat(again.is(Condition.COLLAPSE)).isFalse();
    }

    @Test
    void onlyTheLiteralNeighborsReuseTheLastTemperature() {
        for (EfficiencyIndex index : List.of(index(IndexMode.LITERAL, 0), index(IndexMode.TIMED, 0))) {
            accept(index, 0, 1, of(60), of(190));
            accept(index, 1, 1, of(61), of(190));
        }
        EfficiencyIndex literal = index(IndexMode.LITERAL, 0);
        accept(literal, 0, 1, of(60), of(190));
        accept(literal, 1, 1, of(61), of(190));
        EfficiencyIndex fitted = index(IndexMode.LITERAL, 2);
        accept(fitted, 0, 1, of(60), of(190));
        accept(fitted, 1, 1, of(61), of(190));
        accept(fitted, 2, 1, of(62), of(190));

        assertThat(accept(literal, 2, 1, NONE, of(190)).sustainSeconds()).isEqualTo(22);
        assertThat(accept(fitted, 3, 1, NONE, of(190)).sustainSeconds()).isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5})
    void powerThatIsNotPositiveIsNotKnown(double watts) {
        assertThat(accept(standard(), 0, 0.4, of(50), of(watts)))
                .isEqualTo(accept(standard(), 0, 0.4, of(50), NONE))
                .satisfies(sample -> assertThat(sample.loadRatio()).isEqualTo(0.4));
    }

    @Test
    void utilizationBeyondItsRangeIsTakenAsItsEnd() {
        assertThat(accept(standard(), 0, 1.3, NONE, NONE)).isEqualTo(accept(standard(), 0, 1, NONE, NONE));
        assertThat(accept(standard(), 0, -0.3, NONE, of(50)).rawIndex()).isZero();
    }

    @Test
    void aConstantDeviceNeverDrops() {
        EfficiencyIndex index = standard();
        for (int i = 0; i < 120; i++) {
            EfficiencySample sample = accept(index, i, 0.9, of(50), of(150));
            assertThat(sample.stability()).isCloseTo(1, within(1e-12));
            assertThat(sample.conditions()).containsExactly(Condition.LOADED);
            assertThat(sample.judged()).isEqualTo(i >= 8);
        }
    }

    @Test
    void anIdleDeviceOfNoPeakIsNoDropToNothing() {
        EfficiencyIndex index = standard();
        EfficiencySample last = accept(index, 0, 0, of(40), of(20));
        for (int i = 1; i < 10; i++) {
            last = accept(index, i, 0, of(40), of(20));
        }

        assertThat(last.rawIndex()).isZero();
        assertThat(last.rollingPeak()).hasValue(0);
        // 0 is below 65 % of the smallest peak, 1e-6, as in the oracle; the load gate keeps it from being a collapse.
        assertThat(last.conditions()).containsExactly(Condition.DROP);
    }

    @ParameterizedTest
    @EnumSource(IndexMode.class)
    void hugeValuesNeverMakeANumberThatIsNone(IndexMode mode) {
        double[] huge = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e300, 0, -1e300};
        long seed = 14;
        Random random = new Random(seed);
        for (int window : new int[] {0, 15}) {
            EfficiencyIndex index = index(mode, window);
            for (int i = 0; i < 2000; i++) {
                EfficiencySample sample = accept(
                        index,
                        i,
                        huge[random.nextInt(huge.length)],
                        of(huge[random.nextInt(huge.length)]),
                        of(huge[random.nextInt(huge.length)]));
                String where = "seed " + seed + ", window " + window + ", sample " + i;
                assertThat(sample.rawIndex()).as(where).isBetween(0.0, 1e6);
                assertThat(sample.smoothedIndex()).as(where).isBetween(0.0, 1e6);
                assertThat(sample.stability()).as(where).isBetween(0.0, 1.0);
                assertThat(sample.sustainSeconds()).as(where).isBetween(1.0, 600.0);
                assertThat(sample.loadRatio()).as(where).isGreaterThanOrEqualTo(0);
            }
        }
    }

    @Test
    void takesAnyTwoTimes() {
        EfficiencyIndex index = index(IndexMode.LITERAL, 0);
        index.accept(Instant.MIN, 0.5, of(50), NONE);

        assertThat(index.accept(Instant.MAX, 0.5, of(51), NONE)).isPresent();
        assertThat(standard().accept(Instant.MIN, 0.5, of(51), NONE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAValueThatIsNotFinite(double value) {
        EfficiencyIndex index = standard();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.accept(at(0), value, NONE, NONE))
                .withMessage("utilizationRatio must be finite, got " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.accept(at(0), 0.5, of(value), NONE))
                .withMessage("temperatureCelsius must be finite, got " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.accept(at(0), 0.5, NONE, of(value)))
                .withMessage("powerWatts must be finite, got " + value);
        assertThat(index.accept(at(0), 0.5, NONE, NONE)).isPresent();
    }

    @Test
    void aSlopeNeedsThreeTemperaturesOverHalfTheWindow() {
        EfficiencyIndex index = index(IndexMode.TIMED, 10);

        assertThat(accept(index, 0, 1, of(50), NONE).slopeCelsiusPerSecond()).isEmpty();
        assertThat(accept(index, 5, 1, of(51), NONE).slopeCelsiusPerSecond()).isEmpty();
        assertThat(accept(index, 6, 1, of(51.2), NONE).slopeCelsiusPerSecond().orElseThrow())
                .isCloseTo(0.2, within(1e-12));
        assertThat(accept(index, 10, 1, of(52), NONE).slopeCelsiusPerSecond().orElseThrow())
                .isCloseTo(0.2, within(1e-12));
        // 0 is out of the window, and the three others span 5 s.
        assertThat(accept(index, 10.001, 1, of(52), NONE).slopeCelsiusPerSecond())
                .isPresent();
        assertThat(accept(index, 15.5, 1, of(52), NONE).slopeCelsiusPerSecond()).isPresent();
    }

    @Test
    void aSampleIsAValue() {
        EfficiencySample sample = accept(standard(), 0, 1, NONE, of(195));

        assertThat(sample.conditions()).containsExactly(Condition.LOADED, Condition.EVIDENCE);
        assertThat(sample.is(Condition.LOADED)).isTrue();
        assertThat(sample.is(Condition.DROP)).isFalse();
        assertThat(Optional.of(sample)).isEqualTo(standard().accept(at(0), 1, NONE, of(195)));
    }
}
