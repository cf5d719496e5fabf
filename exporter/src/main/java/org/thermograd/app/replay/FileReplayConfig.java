package org.thermograd.app.replay;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.thermograd.domain.efficiency.Ratings;

/**
 * What a replay was told.
 *
 * @param source what is played back
 * @param output the file; {@code -} is standard output
 * @param scrapeInterval the time between scrapes, more than 0
 * @param runTtl how long a run may be silent before it counts as ended
 * @param job the label {@code job}
 * @param instance the label {@code instance}; empty for the name of the folder
 * @param ratings what devices are built for of which the recording does not tell
 */
public record FileReplayConfig(
        Source source,
        Path output,
        Duration scrapeInterval,
        Duration runTtl,
        String job,
        Optional<String> instance,
        Ratings ratings) {
    public FileReplayConfig {
        requireNonNull(source, "source");
        requireNonNull(output, "output");
        requireNonNull(instance, "instance");
    }

    /** What is played back. */
    public sealed interface Source {}

    /**
     * A session of this program.
     *
     * @param folder where it is
     */
    public record Session(Path folder) implements Source {}

    /**
     * A recording of another monitor with the log of one run.
     *
     * @param hardwareCsv the samples
     * @param trainingLog the steps
     */
    public record Pair(Path hardwareCsv, Path trainingLog) implements Source {}
}
