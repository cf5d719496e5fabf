package org.thermograd.domain.simulation;

import java.util.Locale;

/** One number of the simulation, with the range it must be in; docs/simulator.md, "Parameters" lists all of them. */
public enum SimulationParameter {
    /** Accelerators of the host. */
    GPUS(1, 1, 16),
    /** Air at {@code gpu0} and at the processors. */
    AMBIENT_CELSIUS(32, -40, 80),
    /** How much cooler the air of each further accelerator is. */
    AMBIENT_SPREAD_CELSIUS(6, 0, 20),
    /** How much warmer than the air a device ends up for each watt. */
    THERMAL_RESISTANCE_KELVIN_PER_WATT(0.15, 0.001, 10),
    /** Heat that warms a device by one degree. */
    HEAT_CAPACITY_JOULES_PER_KELVIN(320, 0.1, 1e6),
    /** Power without load. */
    IDLE_WATTS(50, 0, 5000),
    /** Power at full load and the highest clock; also the rated power. */
    FULL_WATTS(400, 1, 5000),
    /** Power that the driver does not let the device exceed. */
    POWER_LIMIT_WATTS(400, 1, 5000),
    /** How steeply power falls with the clock. */
    POWER_EXPONENT(2.5, 1, 4),
    /** The highest clock, kept as long as nothing holds the device back. */
    CLOCK_MAX_HERTZ(1.98e9, 1e6, 1e11),
    /** The lowest clock that the driver takes the device down to for its heat. */
    CLOCK_MIN_HERTZ(1.32e9, 1e6, 1e11),
    /** The clock without load. */
    CLOCK_IDLE_HERTZ(0.21e9, 1e6, 1e11),
    /** How far the governor moves the clock at a time. */
    CLOCK_STEP_HERTZ(0.66e9, 1e5, 1e11),
    /** Where the driver starts to take the clock down. */
    LIMIT_CELSIUS(83, 0, 150),
    /** How far below that a device must cool before the clock goes up again. */
    HYSTERESIS_CELSIUS(3, 0, 50),
    /** Where the hardware halves the clock. */
    HW_LIMIT_CELSIUS(90, 0, 200),
    /** Accelerators that are under a power brake from time to time, {@code gpu0} first. */
    POWER_BRAKE_GPUS(0, 0, 16),
    /** How often a power brake comes. */
    POWER_BRAKE_EVERY_SECONDS(600, 1, 1e9),
    /** How long it lasts, at the end of that time; as long or longer is for ever. */
    POWER_BRAKE_SECONDS(60, 0, 1e9),
    /** What a temperature reading is rounded to; 0 for not at all. */
    TEMPERATURE_RESOLUTION_CELSIUS(1, 0, 10),
    /** Deviation of the noise of a temperature reading. */
    TEMPERATURE_NOISE_CELSIUS(0.2, 0, 10),
    /** Deviation of the noise of a power reading. */
    POWER_NOISE_WATTS(2, 0, 500),
    /** Deviation of the noise of a utilization reading. */
    UTILIZATION_NOISE_RATIO(0.01, 0, 1),

    /** Work of a training step, as time at the highest clock. */
    STEP_SECONDS(0.4, 0.01, 60),
    /** Deviation of the logarithm of that work. */
    STEP_JITTER(0.08, 0, 1),
    /** Share of the work that waits for the clock. */
    COMPUTE_SHARE_RATIO(0.9, 0, 1),
    /** Load of ordinary training steps. */
    TRAINING_UTILIZATION_RATIO(0.8, 0.05, 1),
    /** Training time between checkpoints. */
    CHECKPOINT_EVERY_SECONDS(900, 1, 1e9),
    /** How long a checkpoint takes; the accelerators idle. */
    CHECKPOINT_SECONDS(4.5, 0, 3600),
    /** Load of the accelerators in the meantime. */
    CHECKPOINT_UTILIZATION_RATIO(0, 0, 1),
    /** Level of the gradient norm at the start. */
    GRAD_NORM_START(40, 1e-6, 1e6),
    /** Level of the gradient norm at the end. */
    GRAD_NORM_FLOOR(8, 1e-6, 1e6),
    /** Level of the loss at the start. */
    LOSS_START(9, 1e-6, 1e6),
    /** Level of the loss at the end. */
    LOSS_FLOOR(2.2, 1e-6, 1e6),
    /** Time constant of both. */
    DECAY_SECONDS(1200, 1, 1e9),
    /** Scale of the noise of the logarithm of the gradient norm. */
    GRAD_NORM_NOISE(0.06, 0, 2),
    /** Degrees of freedom of that noise, a Student t; the smaller, the heavier the tails. */
    GRAD_NORM_TAIL(6, 1, 1000),
    /** Spikes of the gradient norm that come by themselves. */
    SPIKES_PER_HOUR(30, 0, 1800),
    /** The smallest spike, as a multiple of the norm without it. */
    SPIKE_MIN_RATIO(1.8, 1, 1e3),
    /** The largest spike. */
    SPIKE_MAX_RATIO(5, 1, 1e3),
    /** Steps whose gradient norm is not a number. */
    NONFINITE_PER_HOUR(0, 0, 1800),

    /** Bursts of full load that come by themselves. */
    BURSTS_PER_HOUR(30, 0, 1800),
    /** How long a burst lasts, whatever it comes from. */
    BURST_SECONDS(16, 0.1, 3600),
    /** How many spikes, or bursts, a cluster has, where they come in clusters. */
    CLUSTER_SIZE(4, 1, 100),
    /** Mean time between the members of a cluster. */
    CLUSTER_SPACING_SECONDS(40, 0.1, 3600),
    /** How much cooler the air is before a warm-up, or in the cool half. */
    AMBIENT_RISE_CELSIUS(6, 0, 60),
    /** Time constant of a warm-up. */
    WARMUP_SECONDS(900, 1, 1e9),
    /** A cool half and a hot half together. */
    CYCLE_SECONDS(3600, 2, 1e9),

    /** Probability that a large gradient norm is followed by a burst. */
    RECOMPUTE_PROBABILITY_RATIO(0, 0, 1),
    /** What a large gradient norm is, as a multiple of its level. */
    RECOMPUTE_ABOVE_RATIO(1.5, 1, 1e3),
    /** Mean time from there to the burst. */
    RECOMPUTE_DELAY_SECONDS(1, 0, 600),
    /** Probability that a throttle is followed by a spike. */
    PERTURBATION_PROBABILITY_RATIO(0, 0, 1),
    /** Mean time from there to the spike. */
    PERTURBATION_DELAY_SECONDS(5, 0, 600),
    /** Probability that a checkpoint is followed by a spike. */
    RESUME_SPIKE_PROBABILITY_RATIO(0, 0, 1),
    /** Mean time from its end to the spike. */
    RESUME_SPIKE_DELAY_SECONDS(5, 0, 600),
    /** Probability that a checkpoint is followed by a burst. */
    RESUME_BURST_PROBABILITY_RATIO(0, 0, 1),
    /** Mean time from its end to the burst. */
    RESUME_BURST_DELAY_SECONDS(3, 0, 600);

    private final double defaultValue;
    private final double least;
    private final double greatest;

    SimulationParameter(double defaultValue, double least, double greatest) {
        this.defaultValue = defaultValue;
        this.least = least;
        this.greatest = greatest;
    }

    /** Returns the name in a parameter file, such as {@code ambient-celsius}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the value where neither a scenario nor a file says otherwise. */
    public double defaultValue() {
        return defaultValue;
    }

    /** Returns the smallest value it may have. */
    public double least() {
        return least;
    }

    /** Returns the greatest value it may have. */
    public double greatest() {
        return greatest;
    }

    /** Tells whether only whole numbers make sense. */
    boolean isCount() {
        return this == GPUS || this == POWER_BRAKE_GPUS || this == CLUSTER_SIZE;
    }
}
