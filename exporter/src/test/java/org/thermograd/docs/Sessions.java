package org.thermograd.docs;

import static org.thermograd.testing.Numbers.doubles;
import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.thermograd.app.CorrelateRunner;
import org.thermograd.testing.Recordings;

/** Pairs of files made for a test, and the reports of {@code correlate} about them. */
final class Sessions {
    static final List<String> RECORDED =
            List.of("reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference");

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Sessions() {}

    /** Two minutes at 1 Hz of a norm that jumps twice and a flag that follows each jump. */
    static List<String> small(Path folder) {
        return write(folder, "collapse", 0, 120, i -> i % 60 >= 38 && i % 60 < 41 ? "1" : "0");
    }

    /** The same without a column of collapses. */
    static List<String> withoutCollapseColumn(Path folder) {
        return write(folder, "util_pct", 0, 120, i -> "50");
    }

    /** The same with the hardware clock five hours ahead. */
    static List<String> inAnotherTimeZone(Path folder) {
        return write(folder, "collapse", 5 * 3600, 120, i -> "0");
    }

    /** The same without a collapse. */
    static List<String> withoutCollapses(Path folder) {
        return write(folder, "collapse", 0, 120, i -> "0");
    }

    /** The same with rows that are skipped or noted. */
    static List<String> damaged(Path folder) {
        List<String> pair = small(folder);
        try {
            Path csv = Path.of(pair.get(1));
            Files.writeString(csv, Files.readString(csv) + "\nnonsense,gpu0,0\n2026-11-22T09:00:30Z,gpu0,maybe\n");
            Path log = Path.of(pair.get(3));
            Files.writeString(log, Files.readString(log) + "{\"timestamp_shared\":17");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pair;
    }

    /** One run of one device of a golden file. */
    static List<String> golden(Path folder, JsonNode inputs) {
        StringBuilder csv = new StringBuilder("timestamp,device,collapse\n");
        long[] samples = longs(inputs.at("/hardware/t"));
        double[] flags = doubles(inputs.at("/hardware/collapse"));
        for (int i = 0; i < samples.length; i++) {
            csv.append(START.plusMillis(samples[i])).append(",gpu0,");
            csv.append(Double.isNaN(flags[i]) ? "" : String.valueOf(flags[i])).append('\n');
        }
        StringBuilder log = new StringBuilder();
        long[] steps = longs(inputs.at("/train/t"));
        double[] norms = doubles(inputs.at("/train/gradNorm"));
        for (int i = 0; i < steps.length; i++) {
            log.append(entry(i, START.toEpochMilli() + steps[i], norms[i]));
        }
        return pair(folder, csv, log);
    }

    /** Returns the arguments for one of the recorded sessions, or skips the calling test. */
    static List<String> recorded(String name) {
        Path folder = Recordings.path(name);
        return List.of("--hardware-csv", file(folder, "rle_data_"), "--training-log", file(folder, "training_log_"));
    }

    private static String file(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the report about a pair of files. */
    static JsonNode report(Path folder, List<String> pair, String... more) {
        return report(Map.of(), folder, pair, more);
    }

    static JsonNode report(Map<String, String> environment, Path folder, List<String> pair, String... more) {
        List<String> arguments = Stream.of(
                        pair.stream(),
                        Stream.of("--output", folder.resolve("report").toString()),
                        Stream.of(more))
                .flatMap(part -> part)
                .toList();
        try {
            return MAPPER.readTree(CorrelateRunner.report(environment, arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> write(Path folder, String column, long lateSeconds, int seconds, Flag flag) {
        StringBuilder csv = new StringBuilder("timestamp,device," + column + "\n");
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < seconds; i++) {
            csv.append(START.plusSeconds(i + lateSeconds)).append(",gpu0,");
            csv.append(flag.at(i)).append('\n');
            double norm = i % 60 == 30 ? 90 : 10 + i % 3;
            log.append(entry(i, START.plusSeconds(i).toEpochMilli(), norm));
        }
        return pair(folder, csv, log);
    }

    private static String entry(int step, long epochMillis, double norm) {
        return String.format(
                java.util.Locale.ROOT,
                "{\"step\":%d,\"timestamp_shared\":%d.%03d,\"grad_norm\":%s}%n",
                step,
                epochMillis / 1000,
                epochMillis % 1000,
                norm);
    }

    private static List<String> pair(Path folder, StringBuilder csv, StringBuilder log) {
        try {
            Path hardware = Files.writeString(folder.resolve("hardware.csv"), csv);
            Path training = Files.writeString(folder.resolve("training.jsonl"), log);
            return List.of("--hardware-csv", hardware.toString(), "--training-log", training.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field of the hardware CSV by second. */
    @FunctionalInterface
    private interface Flag {
        String at(int second);
    }
}
