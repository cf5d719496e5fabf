package org.thermograd.app.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the probes of a machine look, and which of them are read how often.
 *
 * @param sysfsRoot where the kernel shows its devices
 * @param procfsRoot where the kernel shows its state
 * @param nvmlLibrary the library of NVIDIA's driver; empty for the one that the system finds
 * @param disabled names of probes that are not read
 * @param intervals how long the readings of a probe stay good, by name, where that is not what the probe says itself
 */
public record ProbeConfig(
        Path sysfsRoot,
        Path procfsRoot,
        Optional<Path> nvmlLibrary,
        Set<String> disabled,
        Map<String, Duration> intervals) {
    /** The machine as it is, every probe at its own interval. */
    public static final ProbeConfig DEFAULT =
            new ProbeConfig(Path.of("/sys"), Path.of("/proc"), Optional.empty(), Set.of(), Map.of());

    /** Copies both collections. */
    public ProbeConfig {
        disabled = Set.copyOf(disabled);
        intervals = Map.copyOf(intervals);
    }
}
