package org.thermograd.benchmarks;

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
import org.thermograd.domain.series.Alignment;
import org.thermograd.domain.series.TimeSeries;

/** The nearest sample on one time axis for each sample of another of the same length. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AlignmentBenchmark {
    private static final long SEED = 1;
    private static final long TOLERANCE_MILLIS = 1_000;

    @Param("1000000")
    private int samples;

    private TimeSeries left = MadeUpSession.EMPTY;
    private TimeSeries right = MadeUpSession.EMPTY;

    /** Makes up both axes. */
    @Setup
    public void makeUp() {
        MadeUpSession session = new MadeUpSession(SEED);
        left = session.training(samples);
        right = session.collapseFlags(samples);
    }

    /** Aligns the two axes. */
    @Benchmark
    public Alignment nearest() {
        return Alignment.nearest(left, right, TOLERANCE_MILLIS);
    }
}
