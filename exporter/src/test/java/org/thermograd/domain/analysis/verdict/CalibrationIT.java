package org.thermograd.domain.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.EventRuns.watched;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.testing.EventRuns;

/**
 * How often the answer is wrong where the truth is known: many made-up sessions, each from a seed of its own. Designs and
 * bounds are those of the specification's calibration. Fewer sessions by default, as many as the bounds are about with
 * {@code -Dthermograd.full=true}; what came of those is in docs/correlation.md.
 */
class CalibrationIT {
    private static final boolean FULL = Boolean.getBoolean("thermograd.full");
    private static final long HOUR = 3_600_000;
    private static final double TRUE_RATIO = 3;

    /** Events of one session. */
    private static final class Session {
        private final long length;
        private final long[] spikes;
        private final long[] collapses;

        Session(long length, long[] spikes, long[] collapses) {
            this.length = length;
            this.spikes = spikes;
            this.collapses = collapses;
        }

        Analysis analyze() {
            return EventRuns.analysis(List.of(EventRuns.run("run", watched(0, length), spikes, collapses)));
        }
    }

    private static int poisson(SplittableRandom random, double mean) {
        int count = -1;
        for (double sum = 0; sum < mean; count++) {
            sum -= Math.log(1 - random.nextDouble());
        }
        return count;
    }

    /** A Poisson number of events of 60 on average, each at a share of the hour that is a function of an even draw. */
    private static long[] scattered(SplittableRandom random, Function<Double, Double> share) {
        return LongStream.range(0, poisson(random, 60))
                .map(i -> (long) (share.apply(random.nextDouble()) * HOUR))
                .sorted()
                .toArray();
    }

    private static long[] every(SplittableRandom random, long period) {
        return LongStream.iterate(random.nextLong(period), time -> time < HOUR, time -> time + period)
                .toArray();
    }

    /** Bunches at 15 or 12 an hour of five events on average, joined by a refractory. */
    private static long[] bursts(SplittableRandom random, double perHour, long width, long refractory) {
        TreeSet<Long> times = new TreeSet<>();
        int bunches = poisson(random, perHour);
        for (int bunch = 0; bunch < bunches; bunch++) {
            long start = (long) (random.nextDouble() * HOUR);
            int events = 1 + poisson(random, 4);
            for (int event = 0; event < events; event++) {
                times.add(start + (long) (random.nextDouble() * width));
            }
        }
        long[] kept = new long[times.size()];
        int size = 0;
        long last = Long.MIN_VALUE / 2;
        for (long time : times.headSet(HOUR)) {
            if (time - last >= refractory) {
                kept[size++] = time;
            }
            last = time;
        }
        return Arrays.copyOf(kept, size);
    }

    static Stream<Arguments> unrelated() {
        Function<SplittableRandom, Session> trends = random -> {
            Function<Double, Double> falling = u -> -Math.log(1 - u * (1 - Math.exp(-3))) / 3;
            return new Session(HOUR, scattered(random, falling), scattered(random, falling));
        };
        Function<SplittableRandom, Session> ramps =
                random -> new Session(HOUR, scattered(random, Math::sqrt), scattered(random, Math::sqrt));
        Function<SplittableRandom, Session> periodic =
                random -> new Session(HOUR, every(random, 60_000), every(random, 90_000));
        Function<SplittableRandom, Session> hotHalf =
                random -> new Session(HOUR, scattered(random, u -> 0.5 + u / 2), scattered(random, u -> 0.5 + u / 2));
        return Stream.of(
                Arguments.of("both rates fall by the same law", trends),
                Arguments.of("both rates rise evenly", ramps),
                Arguments.of("periods of 60 s and 90 s", periodic),
                Arguments.of("both only in the hot half", hotHalf));
    }

    /** 19 is the 99.5 % bound of a binomial count of 200 at 0.05. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("unrelated")
    void seldomFindsCouplingWhereThereIsNone(String name, Function<SplittableRandom, Session> design) {
        int sessions = FULL ? 200 : 40;
        int bound = FULL ? 19 : 7;
        List<Analysis> analyses = IntStream.range(0, sessions)
                .parallel()
                .mapToObj(i -> design.apply(new SplittableRandom(71_000 + i)).analyze())
                .toList();

        long forward = analyses.stream()
                .filter(one -> p(one.forward().orElseThrow()) <= 0.05)
                .count();
        long backward = analyses.stream()
                .filter(one -> p(one.backward().orElseThrow()) <= 0.05)
                .count();
        long coupled = analyses.stream()
                .filter(one -> one.verdict() instanceof Verdict.Coupled)
                .count();

        System.err.println("CALIBRATION " + name + ": of " + sessions + " forward " + forward + ", backward " + backward
                + ", verdict coupled " + coupled);
        assertThat(forward).as("forward, seeds from 71000").isLessThanOrEqualTo(bound);
        assertThat(backward).as("backward, seeds from 71000").isLessThanOrEqualTo(bound);
        assertThat(coupled).as("verdicts, seeds from 71000").isLessThanOrEqualTo(bound);
    }

    private static double p(TestedDirection direction) {
        return direction
                .coincidence()
                .statistics()
                .map(CoincidenceStatistics::p)
                .orElse(1.0);
    }

    /** Both sides come in bunches that have nothing to do with each other, so the true rate ratio is 1. */
    @Test
    void intervalsOfTheRateRatioHoldTheTruthUnderBursts() {
        int sessions = FULL ? 500 : 100;
        List<RateRatio> ratios = IntStream.range(0, sessions)
                .parallel()
                .mapToObj(i -> {
                    SplittableRandom random = new SplittableRandom(72_000 + i);
                    return new Session(HOUR, bursts(random, 15, 60_000, 5_000), bursts(random, 12, 90_000, 10_000));
                })
                .map(session -> session.analyze().forward().orElseThrow().coincidence())
                .flatMap(test -> test.statistics().stream())
                .map(CoincidenceStatistics::rateRatio)
                .toList();

        long holding = ratios.stream()
                .filter(ratio -> ratio.lower().orElse(0) <= 1 && ratio.upper().orElse(Double.POSITIVE_INFINITY) >= 1)
                .count();

        System.err.println("CALIBRATION bursts: " + holding + " of " + ratios.size() + " intervals hold 1");
        assertThat(ratios).hasSizeGreaterThan(sessions * 9 / 10);
        assertThat((double) holding / ratios.size()).as("seeds from 72000").isGreaterThanOrEqualTo(FULL ? 0.93 : 0.9);
    }

    /**
     * 30 spikes an hour, and 30 collapses that are three times as frequent in the windows after spikes as outside. A longer
     * session of the same seed begins with the shorter one.
     */
    private static Session coupled(long seed, long length) {
        SplittableRandom ofSpikes = new SplittableRandom(seed);
        long[] spikes = arrivals(ofSpikes, 30, length);
        double exposure = 1 - Math.exp(-30.0 / HOUR * 15_000);
        double outsidePerHour = 30 / (1 + (TRUE_RATIO - 1) * exposure);
        SplittableRandom ofCollapses = new SplittableRandom(seed + 1_000_000);
        long[] candidates = arrivals(ofCollapses, TRUE_RATIO * outsidePerHour, length);
        SplittableRandom marks = new SplittableRandom(seed + 2_000_000);
        long[] collapses = Arrays.stream(candidates)
                .filter(time -> {
                    boolean exposed =
                            Arrays.stream(spikes).anyMatch(spike -> time - spike > 1_000 && time - spike <= 16_000);
                    return marks.nextDouble() < 1 / TRUE_RATIO || exposed;
                })
                .toArray();
        return new Session(length, spikes, collapses);
    }

    private static long[] arrivals(SplittableRandom random, double perHour, long length) {
        LongStream.Builder times = LongStream.builder();
        double time = 0;
        while (true) {
            time -= Math.log(1 - random.nextDouble()) / perHour * HOUR;
            if (time >= length) {
                return times.build().toArray();
            }
            times.add((long) time);
        }
    }

    /** 117 minutes is what the power calculation asks for at these rates. */
    @ParameterizedTest
    @ValueSource(ints = {117, 176, 234})
    void seldomSaysThatThereIsNoEvidenceAtATrueRatioOfThree(int minutes) {
        int sessions = FULL ? 400 : 60;
        List<Verdict.Code> verdicts = IntStream.range(0, sessions)
                .parallel()
                .mapToObj(i -> coupled(73_000 + i, minutes * 60_000L)
                        .analyze()
                        .verdict()
                        .code())
                .toList();

        long wrong = verdicts.stream()
                .filter(code -> code == Verdict.Code.NO_EVIDENCE_ADEQUATE_POWER)
                .count();

        long found = verdicts.stream()
                .filter(code -> code.name().startsWith("COUPLED"))
                .count();
        System.err.println("CALIBRATION ratio 3, " + minutes + " min: no evidence in " + wrong + ", coupled in " + found
                + " of " + sessions);
        assertThat((double) wrong / sessions).as("seeds from 73000").isLessThanOrEqualTo(0.2);
    }

    /** Sessions of 40 minutes that were too short, run for as much longer as the answer asks for. */
    @Test
    void settlesAfterTheMinutesThatItAskedFor() {
        int sessions = FULL ? 400 : 60;
        List<Verdict.Code> after = IntStream.range(0, 4 * sessions)
                .parallel()
                .mapToObj(i -> {
                    long length = 40 * 60_000L;
                    Verdict first = coupled(74_000 + i, length).analyze().verdict();
                    if (!(first instanceof Verdict.InconclusiveTooShort tooShort)
                            || tooShort.moreMinutes().isEmpty()) {
                        return Stream.<Verdict.Code>empty();
                    }
                    long longer = length + tooShort.moreMinutes().getAsLong() * 60_000;
                    return Stream.of(
                            coupled(74_000 + i, longer).analyze().verdict().code());
                })
                .flatMap(code -> code)
                .limit(sessions)
                .toList();

        long settled = after.stream()
                .filter(code -> code != Verdict.Code.INCONCLUSIVE_TOO_SHORT)
                .count();

        long found =
                after.stream().filter(code -> code.name().startsWith("COUPLED")).count();
        System.err.println(
                "CALIBRATION run longer: " + settled + " of " + after.size() + " settled, " + found + " coupled");
        assertThat(after).hasSize(sessions);
        assertThat((double) settled / sessions).as("seeds from 74000").isGreaterThanOrEqualTo(0.75);
    }
}
