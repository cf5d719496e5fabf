package org.thermograd.domain.simulation;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Gradient norm and loss of one step after the other. Confined to one thread.
 *
 * <p>The level of the norm decays, {@code level(w) = floor + (start - floor) exp(-w / decay)} with the work w done so far,
 * in seconds at the highest clock; a norm is {@code level x exp(noise x t)} with a Student t of heavy tails, times a factor
 * at a spike. So the norms of a seed do not depend on the hardware, unless a throttle disturbs them.
 */
final class GradNorms {
    private static final double LOSS_NOISE = 0.02;

    private final SimulationParameters parameters;
    private final RandomStream noise;
    private final RandomStream lossNoise;
    private final RandomStream ratios;
    private final RandomStream disturbedRatios;
    private final Arrivals spikes;
    private final Arrivals nonFinite;
    private final PriorityQueue<Double> disturbances = new PriorityQueue<>();

    GradNorms(SimulationParameters parameters, TimeCourse course, SplittableRandom random) {
        this.parameters = parameters;
        this.noise = new RandomStream(random.split());
        this.lossNoise = new RandomStream(random.split());
        this.ratios = new RandomStream(random.split());
        this.disturbedRatios = new RandomStream(random.split());
        this.spikes = new Arrivals(
                new RandomStream(random.split()),
                new Arrivals.Rate(
                        parameters.get(SimulationParameter.SPIKES_PER_HOUR),
                        seconds -> course.spikeFactor(seconds, parameters),
                        course.greatestSpikeFactor()),
                new Arrivals.Cluster(
                        course.clusterSize(parameters), parameters.get(SimulationParameter.CLUSTER_SPACING_SECONDS)));
        this.nonFinite = new Arrivals(
                new RandomStream(random.split()),
                Arrivals.Rate.constant(parameters.get(SimulationParameter.NONFINITE_PER_HOUR)),
                Arrivals.Cluster.ALONE);
    }

    /**
     * What a step gave.
     *
     * @param gradNorm may be {@code NaN}
     * @param loss of the step
     * @param ratio the norm as a multiple of its level
     */
    record Sample(double gradNorm, double loss, double ratio) {}

    /** The first step that ends at this time or later has a spike. */
    void disturb(double seconds) {
        disturbances.add(seconds);
    }

    /**
     * Returns the next step.
     *
     * @param workSeconds the work done by its end, at the highest clock
     * @param endSeconds when it ended
     */
    Sample next(double workSeconds, double endSeconds) {
        double decay = StrictMath.exp(-workSeconds / parameters.get(SimulationParameter.DECAY_SECONDS));
        double ratio = StrictMath.exp(parameters.get(SimulationParameter.GRAD_NORM_NOISE)
                * noise.studentT(parameters.get(SimulationParameter.GRAD_NORM_TAIL)));
        while (spikes.poll(workSeconds)) {
            ratio *= spike(ratios);
        }
        while (!disturbances.isEmpty() && disturbances.peek() <= endSeconds) {
            disturbances.remove();
            ratio *= spike(disturbedRatios);
        }
        double level = between(SimulationParameter.GRAD_NORM_FLOOR, SimulationParameter.GRAD_NORM_START, decay);
        double loss = between(SimulationParameter.LOSS_FLOOR, SimulationParameter.LOSS_START, decay)
                * StrictMath.exp(LOSS_NOISE * lossNoise.normal());
        boolean finite = true;
        while (nonFinite.poll(workSeconds)) {
            finite = false;
        }
        return new Sample(finite ? level * ratio : Double.NaN, loss, finite ? ratio : 0);
    }

    private double between(SimulationParameter floor, SimulationParameter start, double decay) {
        return parameters.get(floor) + (parameters.get(start) - parameters.get(floor)) * decay;
    }

    /** Returns the factor of a spike: its logarithm is uniform. */
    private double spike(RandomStream random) {
        return StrictMath.exp(random.between(
                StrictMath.log(parameters.get(SimulationParameter.SPIKE_MIN_RATIO)),
                StrictMath.log(parameters.get(SimulationParameter.SPIKE_MAX_RATIO))));
    }
}
