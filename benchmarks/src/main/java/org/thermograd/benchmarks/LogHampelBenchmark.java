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
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.spike.SpikeFlags;

/** The default spike detector, with its default window of 100 steps, on the gradient norms of a whole run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LogHampelBenchmark {
    private static final long SEED = 2;

    @Param("1000000")
    private int samples;

    private double[] gradNorms = {};

    /** Makes up the norms. */
    @Setup
    public void makeUp() {
        gradNorms = new MadeUpSession(SEED).gradNorms(samples);
    }

    /** Judges every step. */
    @Benchmark
    public SpikeFlags flag() {
        return LogHampel.withDefaults().flag(gradNorms);
    }
}
