package org.thermograd.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.EventCoincidence;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

/**
 * The coincidence test in one direction, with both null models, on a single run. The causes come every 40 s, give or
 * take 10 s, so that no two windows of 15 s merge.
 *
 * <p>With 5,000 causes and 1,000 effects the null model that shifts the whole run sweeps ten million edges, the most it
 * does exactly; with more it takes a sample of the shifts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CoincidenceBenchmark {
    private static final long SEED = 3;
    private static final long GUARD_MILLIS = 1_000;
    private static final long DELTA_T_MILLIS = 15_000;
    private static final long CAUSE_INTERVAL_MILLIS = 40_000;
    private static final long CAUSE_JITTER_MILLIS = 10_000;

    @Param("1000")
    private int effects;

    @Param({"5000", "10000"})
    private int causes;

    private final EventCoincidence test = new EventCoincidence(CoincidenceConfig.DEFAULTS, PowerConfig.DEFAULTS);
    private List<Stratum> strata = List.of();

    /** Makes up the events. */
    @Setup
    public void makeUp() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] causeTimes = new long[causes];
        for (int i = 0; i < causes; i++) {
            causeTimes[i] = i * CAUSE_INTERVAL_MILLIS + random.nextLong(CAUSE_JITTER_MILLIS);
        }
        long length = causes * CAUSE_INTERVAL_MILLIS;
        long[] effectTimes = random.longs(effects, 0, length).toArray();
        strata = List.of(Stratum.of(causeTimes, effectTimes, new Coverage(List.of(new Segment(0, length)))));
    }

    /** Tests whether the effects follow the causes. */
    @Benchmark
    public Coincidence test() {
        return test.test(strata, LagWindow.after(GUARD_MILLIS, DELTA_T_MILLIS));
    }
}
