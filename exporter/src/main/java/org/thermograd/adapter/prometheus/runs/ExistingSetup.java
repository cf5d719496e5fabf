package org.thermograd.adapter.prometheus.runs;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What is read in place of this project's own families: series that exist already, on one side or on both.
 *
 * @param hardware where collapses come from; absent if from an exporter of this project
 * @param training where spikes come from; absent likewise
 * @param queryStep how often an own expression that is no plain selector is evaluated; whole seconds, positive
 */
public record ExistingSetup(Optional<HardwareSide> hardware, Optional<TrainingSide> training, Duration queryStep) {
    /** What an exporter of this project exposes, on both sides. */
    public static final ExistingSetup OWN =
            new ExistingSetup(Optional.empty(), Optional.empty(), Duration.ofSeconds(15));

    public ExistingSetup {
        requireNonNull(hardware, "hardware");
        requireNonNull(training, "training");
        if (queryStep.getSeconds() < 1 || queryStep.getNano() != 0) {
            throw new IllegalArgumentException("queryStep must be whole seconds and positive, got " + queryStep);
        }
    }

    /** Returns whether both sides are those of an exporter of this project. */
    public boolean isOwn() {
        return hardware.isEmpty() && training.isEmpty();
    }
}
