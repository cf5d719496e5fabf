package org.thermograd.app.serve;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.pipeline.ProbeConfig;
import picocli.CommandLine.Option;

/** Which parts of the hardware are read, where and how often. */
final class ProbeOptions {
    /** All of them. */
    static final List<String> NAMES =
            List.of("--disable-probe", "--probe-interval", "--sysfs-root", "--procfs-root", "--nvml-library");

    @Option(
            names = "--disable-probe",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Do not read this part of the hardware; they stand in docs/metrics.md; repeatable (default: none)")
    private List<String> disabled = new ArrayList<>();

    @Option(
            names = "--probe-interval",
            paramLabel = "NAME=TIME",
            split = ",",
            converter = OptionValues.NamedTime.class,
            description = "Read this part of the hardware no more often than this, for example disk=30s; repeatable"
                    + " (default: every sample; disk, network and hwmon 10s)")
    private List<OptionValues.Named> intervals = new ArrayList<>();

    @Option(
            names = "--sysfs-root",
            paramLabel = "DIR",
            defaultValue = "/sys",
            description = "Where the kernel shows devices, for a container that has it elsewhere"
                    + " (default ${DEFAULT-VALUE})")
    private Path sysfsRoot = Path.of("/sys");

    @Option(
            names = "--procfs-root",
            paramLabel = "DIR",
            defaultValue = "/proc",
            description = "Where the kernel shows its state, for a container that has it elsewhere"
                    + " (default ${DEFAULT-VALUE})")
    private Path procfsRoot = Path.of("/proc");

    @Option(
            names = "--nvml-library",
            paramLabel = "FILE",
            description = "NVIDIA's management library (default: libnvidia-ml.so.1 where the system finds it)")
    private @Nullable Path nvmlLibrary;

    /** Returns what is wrong with the options: a probe that has two intervals, and what is not there. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        intervals.forEach(one -> {
            if (seen.put(one.name(), one.millis()) != null) {
                problems.add("Invalid value for option '--probe-interval': must name a probe once, got " + one.name()
                        + " again");
            }
        });
        checkFolder("--sysfs-root", sysfsRoot, ProbeConfig.DEFAULT.sysfsRoot(), problems);
        checkFolder("--procfs-root", procfsRoot, ProbeConfig.DEFAULT.procfsRoot(), problems);
        Path library = nvmlLibrary;
        if (library != null && !Files.isRegularFile(library)) {
            problems.add("Invalid value for option '--nvml-library': must be a file, got " + library);
        }
        return problems;
    }

    /** Other systems than Linux have no such folders and need none. */
    private static void checkFolder(String option, Path folder, Path usual, List<String> problems) {
        if (!folder.equals(usual) && !Files.isDirectory(folder)) {
            problems.add("Invalid value for option '" + option + "': must be a folder, got " + folder);
        }
    }

    /** Returns what the options state; they must be without {@link #problems()}. */
    ProbeConfig config() {
        Map<String, Duration> byName = new HashMap<>();
        intervals.forEach(one -> byName.put(one.name(), Duration.ofMillis(one.millis())));
        return new ProbeConfig(sysfsRoot, procfsRoot, Optional.ofNullable(nvmlLibrary), Set.copyOf(disabled), byName);
    }
}
