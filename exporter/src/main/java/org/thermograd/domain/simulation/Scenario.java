package org.thermograd.domain.simulation;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What links, or does not link, the gradient norm and the hardware of a simulation. Each is an assumption about a world
 * and shows only what an analysis finds in such a world; docs/simulator.md, "Scenarios".
 */
public enum Scenario {
    /** Spikes come first. */
    COUPLED(
            TimeCourse.STEADY,
            1,
            Duration.ofHours(1),
            "The trainer answers a large gradient norm by computing the batch again beside its steps, at full power and"
                    + " near the temperature limit; sometimes it does not.",
            Map.of(
                    SimulationParameter.RECOMPUTE_PROBABILITY_RATIO, 0.9,
                    SimulationParameter.BURSTS_PER_HOUR, 4.0)),
    /** Collapses come first. */
    REVERSED(
            TimeCourse.STEADY,
            1,
            Duration.ofHours(1),
            "A device that begins to throttle disturbs a step some seconds later, whose gradient norm is large; sometimes"
                    + " it does not.",
            Map.of(
                    SimulationParameter.PERTURBATION_PROBABILITY_RATIO, 0.85,
                    SimulationParameter.SPIKES_PER_HOUR, 8.0)),
    /** Nothing links them. */
    UNRELATED(
            TimeCourse.STEADY,
            1,
            Duration.ofHours(4),
            "Bursts of load and spikes come at times of their own.",
            Map.of()),
    /** Both change with the time since the start: the trap. */
    SHARED_WARMUP(
            TimeCourse.WARM_UP,
            3,
            Duration.ofHours(1),
            "The room warms up while the norm decays and spikes become more frequent; several runs have the very same"
                    + " norms on different hardware. Only the time since the start is shared.",
            Map.of()),
    /** Both are restless in the same half of the session. */
    HOT_HALF(
            TimeCourse.HALVES,
            1,
            Duration.ofHours(2),
            "In the second half of each hour the room is hotter and the training restless; within it bursts of load and"
                    + " spikes come at times of their own.",
            Map.of()),
    /** Both come in clusters. */
    BURSTS(
            TimeCourse.CLUSTERS,
            1,
            Duration.ofHours(2),
            "Bursts of load come in clusters, and spikes in clusters, at times of their own.",
            Map.of()),
    /** Pauses of the training drive both: the second trap. */
    EVALUATION(
            TimeCourse.STEADY,
            1,
            Duration.ofHours(4),
            "Every ten minutes the trainer evaluates for 15 s. After that the first batches come at full load, near the"
                    + " temperature limit, and one of the first steps is restless; sometimes not. Other bursts and spikes come"
                    + " at times of their own.",
            Map.of(
                    SimulationParameter.CHECKPOINT_EVERY_SECONDS, 600.0,
                    SimulationParameter.CHECKPOINT_SECONDS, 15.0,
                    SimulationParameter.CHECKPOINT_UTILIZATION_RATIO, 0.8,
                    SimulationParameter.RESUME_SPIKE_PROBABILITY_RATIO, 0.9,
                    SimulationParameter.RESUME_BURST_PROBABILITY_RATIO, 0.9,
                    SimulationParameter.BURSTS_PER_HOUR, 12.0)),
    /** The hardware is never held back. */
    NONE(
            TimeCourse.STEADY,
            1,
            Duration.ofHours(1),
            "The device never comes near its temperature limit.",
            Map.of(SimulationParameter.BURSTS_PER_HOUR, 0.0, SimulationParameter.AMBIENT_CELSIUS, 22.0));

    private final TimeCourse course;
    private final int runs;
    private final Duration length;
    private final String assumption;

    @SuppressWarnings("ImmutableEnumChecker") // always made by Map.of
    private final Map<SimulationParameter, Double> changes;

    Scenario(
            TimeCourse course, int runs, Duration length, String assumption, Map<SimulationParameter, Double> changes) {
        this.course = course;
        this.runs = runs;
        this.length = length;
        this.assumption = assumption;
        this.changes = changes;
    }

    /** Returns the name in options and reports, such as {@code shared-warmup}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the mechanism in one or two plain sentences. */
    public String assumption() {
        return assumption;
    }

    /** Returns how many runs belong together. */
    public int runs() {
        return runs;
    }

    /** Returns how long each run must be for the verdict that docs/simulator.md names. */
    public Duration length() {
        return length;
    }

    /** Returns its parameters where no file says otherwise. */
    public SimulationParameters parameters() {
        try {
            return SimulationParameters.DEFAULTS.with(changes);
        } catch (InvalidSimulationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns where its parameters are not the defaults. */
    public Map<SimulationParameter, Double> changes() {
        return changes;
    }

    TimeCourse course() {
        return course;
    }
}
