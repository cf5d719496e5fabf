package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.JsonFile;

/** The jar that people run, in a small heap. */
class JarIT {
    private static final Path EXAMPLE = Checkout.root().resolve("examples/first-experiment");

    @TempDir
    private Path dir;

    private record Result(int status, String out, String err) {}

    private Result run(Consumer<ProcessBuilder> setUp, String... args) throws IOException, InterruptedException {
        return run("-Xmx64m", setUp, args);
    }

    private Result run(String heap, Consumer<ProcessBuilder> setUp, String... args)
            throws IOException, InterruptedException {
        ProcessBuilder builder = JarProcess.of(dir, "jar", List.of(heap), args);
        setUp.accept(builder);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after a minute: " + builder.command());
        }
        return new Result(
                process.exitValue(),
                Files.readString(dir.resolve("jar.out")),
                Files.readString(dir.resolve("jar.err")));
    }

    private Result correlate(Path hardware, Path training, String... more) throws IOException, InterruptedException {
        return correlate(builder -> {}, hardware, training, more);
    }

    private Result correlate(Consumer<ProcessBuilder> setUp, Path hardware, Path training, String... more)
            throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(
                List.of("correlate", "--hardware-csv", hardware.toString(), "--training-log", training.toString()));
        args.addAll(Arrays.asList(more));
        return run(setUp, args.toArray(String[]::new));
    }

    @Test
    void answersInItsDefaultFolder() throws Exception {
        Result result = correlate(EXAMPLE.resolve("hardware.csv"), EXAMPLE.resolve("training.json"));

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith(
                        "No step ran inside a recorded collapse on gpu0.\nNot estimable: zero collapses; zero spikes. ");
        assertThat(JsonFile.read(dir.resolve("thermograd-report/report.json"))
                        .get("verdict")
                        .textValue())
                .isEqualTo("NOT_ESTIMABLE");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void answersTheSameInAnyNumberOfThreads(int processors) throws Exception {
        Path hardware = dir.resolve("hardware.csv");
        Path training = dir.resolve("training.csv");
        writeCoupled(hardware, training, 20_000);

        String one = reportIn(1, hardware, training);

        // No option states how late the flag is, so the directions are tested again with late flags.
        assertThat(one).contains("\"verdict\" : \"COUPLED_ORDER_UNRESOLVED\"", "\"ORDER_DEPENDS_ON_LATENCY\"");
        assertThat(reportIn(processors, hardware, training)).isEqualTo(one);
    }

    /** Writes a sample and a step a second; most collapses come some seconds after a spike. */
    private static void writeCoupled(Path hardware, Path training, int seconds) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder samples = new StringBuilder("timestamp,device,temp_c,collapse\n");
        StringBuilder steps = new StringBuilder("step,timestamp_shared,grad_norm\n");
        int collapseUntil = 0;
        int collapseFrom = seconds;
        for (int second = 0; second < seconds; second++) {
            boolean spike = random.nextInt(250) == 0;
            if (spike && second > collapseUntil + 20) {
                collapseFrom = second + 4 + random.nextInt(5);
                collapseUntil = collapseFrom + 5;
            }
            boolean collapse = second >= collapseFrom && second < collapseUntil;
            long millis = 1_760_000_000_000L + 1000L * second + random.nextInt(100);
            samples.append(String.format(
                    Locale.ROOT,
                    "%s,gpu0,%.3f,%d%n",
                    Instant.ofEpochMilli(millis),
                    60 + random.nextDouble(),
                    collapse ? 1 : 0));
            steps.append(String.format(
                    Locale.ROOT,
                    "%d,%d.%03d,%.6f%n",
                    second,
                    millis / 1000,
                    millis % 1000,
                    random.nextDouble() + (spike ? 50 : 1)));
        }
        Files.writeString(hardware, samples);
        Files.writeString(training, steps);
    }

    /** Returns report.json of a Java that uses some processors, without the time at which it was made. */
    private String reportIn(int processors, Path hardware, Path training) throws IOException, InterruptedException {
        Path output = dir.resolve("report-" + processors);
        Result result = correlate(
                builder -> builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=" + processors),
                hardware,
                training,
                "--output",
                output.toString());
        assertThat(result.status()).as(result.err()).isZero();
        return Files.readString(output.resolve("report.json")).replaceFirst("\"generated\" : \"[^\"]*\"", "");
    }

    /** Whoever does what the line says comes to an answer. */
    @Test
    void saysHowMuchMemoryTheDataNeed() throws Exception {
        Path hardware = dir.resolve("hardware.csv");
        Path training = dir.resolve("training.csv");
        writeCoupled(hardware, training, 150_000);

        Result small = correlate(hardware, training);
        assertThat(small.status()).isEqualTo(1);
        assertThat(small.out()).isEmpty();
        assertThat(small.err().lines().toList())
                .allMatch(line -> line.startsWith("thermograd: "))
                .last()
                .asString()
                .matches("thermograd: the data do not fit into the 6[0-4] MB of memory that Java may use; .*");
        String heap = "-Xmx64m";
        Result result = small;
        for (int tries = 0; tries < 3 && result.status() != 0; tries++) {
            heap = result.err().replaceAll("(?s).*JAVA_TOOL_OPTIONS=(-Xmx[0-9]+m).*", "$1");
            result = run(
                    heap,
                    builder -> {},
                    "correlate",
                    "--hardware-csv",
                    hardware.toString(),
                    "--training-log",
                    training.toString());
        }
        assertThat(result.status()).as(heap + " " + result.err()).isZero();
        assertThat(result.err()).doesNotContain("need about");
    }

    @Test
    void printsUtf8InALocaleThatIsNot() throws Exception {
        Result result = correlate(
                builder -> builder.environment().put("LC_ALL", "C"),
                EXAMPLE.resolve("hardware.csv"),
                EXAMPLE.resolve("training.json"));

        assertThat(result.out()).contains("Plan a session of ≥ 10.9 h");
    }

    @Test
    void tellsItsVersionFromTheManifest() throws Exception {
        Result result = run(builder -> {}, "--version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("thermograd \\d+\\.\\d+\\.\\d+\\S* on Java .*\n");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
    void endsWithOneIfItsOutputCannotBeWritten() throws Exception {
        Files.createFile(dir.resolve("jar.out"));
        Result result = run(builder -> builder.redirectOutput(new File("/dev/full")), "correlate", "--help");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("thermograd: cannot write all of standard output\n");
    }

    @Test
    void theDemoNamesTheProgramsThatAreMissing() throws Exception {
        Result result = run(builder -> builder.environment().put("PATH", ""), "demo", "--scenario", "none", "--alert");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Through Prometheus: not shown, prometheus is not on the PATH (Debian package prometheus).\n")
                .endsWith("Alerts: not shown, prometheus is not on the PATH (Debian package prometheus).\n");
    }

    @Test
    void endsWithTwoOnWrongUsage() throws Exception {
        Result result = run(builder -> {}, "correlate", "--hardware-csv", "only-one");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp,device,collapse\n", "[{\"timestamp_shared\": 1, \"grad_norm\": \"", "xxxxxxxx"})
    void refusesALineOfTwoGigabytesInASmallHeap(String start) throws Exception {
        Path endless = dir.resolve("endless");
        Files.write(endless, (start + "x".repeat(8192)).getBytes(StandardCharsets.UTF_8));
        try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
            file.setLength(2L << 30);
        }

        Result asHardware = correlate(endless, EXAMPLE.resolve("training.json"));
        Result asTraining = correlate(EXAMPLE.resolve("hardware.csv"), endless);

        for (Result result : List.of(asHardware, asTraining)) {
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("thermograd: " + endless + ": ")
                    .contains("line ")
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception")
                    .doesNotContain("OutOfMemory");
        }
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        Path binary = dir.resolve("binary");
        Files.write(binary, new byte[] {1, 2, 0, 3});
        Path empty = Files.createFile(dir.resolve("empty"));
        Path training = EXAMPLE.resolve("training.json");
        for (Path wrong : List.of(binary, empty, dir, dir.resolve("missing"), training)) {
            Result result = correlate(wrong, training);

            assertThat(result.status()).as("%s", wrong).isEqualTo(1);
            assertThat(result.err())
                    .contains("\nthermograd: " + wrong + ": ")
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception");
        }
        for (Path wrong : List.of(binary, empty, dir, dir.resolve("missing"), EXAMPLE.resolve("hardware.csv"))) {
            Result result = correlate(EXAMPLE.resolve("hardware.csv"), wrong);

            assertThat(result.status()).as("%s", wrong).isEqualTo(1);
            assertThat(result.err())
                    .contains("\nthermograd: " + wrong + ": ")
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception");
        }
    }
}
