package org.thermograd.benchmarks;

import java.util.List;
import java.util.TreeMap;
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
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.TimeSeries;

/**
 * A whole analysis in memory, from samples to verdict: one run and one device with as many samples each. The heap is
 * limited to what an analysis of a million samples may use, its input included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx600m")
public class AnalysisBenchmark {
    private static final long SEED = 4;

    @Param({"10000", "1000000"})
    private int samples;

    private final Analyzer analyzer = new Analyzer(CorrelationConfig.DEFAULTS);
    private List<Run> runs = List.of();

    /** Makes up the samples. */
    @Setup
    public void makeUp() {
        MadeUpSession session = new MadeUpSession(SEED);
        TreeMap<String, TimeSeries> collapseFlags = new TreeMap<>();
        collapseFlags.put("made-up-gpu0", session.collapseFlags(samples));
        runs = List.of(new Run("made-up-run", session.training(samples), collapseFlags));
    }

    /** Analyses the run. */
    @Benchmark
    public Analysis analyze() {
        return analyzer.analyze(runs);
    }
}
