package org.thermograd.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeSet;
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
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.correlate.RunFiles;
import org.thermograd.domain.ParallelPart;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.study.CollapseChoice;
import org.thermograd.domain.analysis.study.RecordedStudy;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.series.TimeSeries;

/**
 * All that {@code correlate} does between reading files and writing the report: verdict, cost, continuous coupling, prediction, lags,
 * scan, placebo, timelines. One run and one device with as many samples each; the heap is limited to what that may use for a million
 * samples, the samples included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx600m", "-XX:+UseSerialGC"})
public class JobBenchmark {
    private static final long SEED = 5;

    /** A folder with hardware.csv and training.csv; made up where there is none. */
    @Param("")
    private String folder = "";

    @Param({"10000", "1000000"})
    private int samples;

    private final RecordedStudy job = new RecordedStudy(StudyConfig.DEFAULTS, CollapseChoice.DEFAULTS);
    private final RunFiles files = new RunFiles(Console.silent(), new TreeSet<>());

    /** Reads the samples. */
    @Setup
    public void read() throws IOException, CommandFailedException {
        Path from = folder.isEmpty() ? madeUp() : Path.of(folder);
        Path hardware = from.resolve("hardware.csv");
        Path training = from.resolve("training.csv");
        ParallelPart.inPool(() -> {
            files.add(hardware, training);
            return files;
        });
        if (folder.isEmpty()) {
            Files.delete(hardware);
            Files.delete(training);
            Files.delete(from);
        }
    }

    private Path madeUp() throws IOException {
        MadeUpSession session = new MadeUpSession(SEED);
        TimeSeries norms = session.training(samples);
        TimeSeries flags = session.collapseFlags(samples);
        StringBuilder training = new StringBuilder("step,timestamp_shared,grad_norm\n");
        StringBuilder hardware = new StringBuilder("timestamp,device,collapse,temp_c\n");
        double temperature = 60;
        for (int i = 0; i < samples; i++) {
            training.append(
                    String.format(Locale.ROOT, "%d,%.3f,%s%n", i, norms.epochMillis(i) / 1000.0, norms.value(i)));
            temperature += norms.value(i) - 1;
            hardware.append(String.format(
                    Locale.ROOT,
                    "%s,gpu0,%.0f,%s%n",
                    Instant.ofEpochMilli(flags.epochMillis(i)),
                    flags.value(i),
                    temperature));
        }
        Path made = Files.createTempDirectory("thermograd-benchmark");
        Files.writeString(made.resolve("training.csv"), training);
        Files.writeString(made.resolve("hardware.csv"), hardware);
        return made;
    }

    /** Analyses the run. */
    @Benchmark
    public Report report() {
        return ParallelPart.inPool(() -> job.of(files.runs(), Instant.EPOCH));
    }
}
