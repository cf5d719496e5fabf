package org.thermograd.domain.simulation;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A training loop: one step after the other, each some work that is done the faster the higher the clock, and a checkpoint
 * now and then. Confined to one thread.
 */
final class TrainingLoop {
    private final SimulationParameters parameters;
    private final RandomStream jitter;
    private final GradNorms norms;
    private long step;
    private double doneSeconds;
    private double workSeconds;
    private double leftSeconds;
    private double checkpointAtSeconds;
    private double pauseSeconds;

    TrainingLoop(SimulationParameters parameters, TimeCourse course, SplittableRandom random) {
        this.parameters = parameters;
        this.jitter = new RandomStream(random.split());
        this.norms = new GradNorms(parameters, course, random.split());
        this.checkpointAtSeconds = parameters.get(SimulationParameter.CHECKPOINT_EVERY_SECONDS);
        begin();
    }

    /**
     * A step that has ended.
     *
     * @param step its number, from 1
     * @param endSeconds when
     * @param sample what it gave
     */
    record FinishedStep(long step, double endSeconds, GradNorms.Sample sample) {}

    /** The first step that ends at this time or later has a spike. */
    void disturb(double seconds) {
        norms.disturb(seconds);
    }

    /** Tells whether a checkpoint is being written. */
    boolean isPaused() {
        return pauseSeconds > 0;
    }

    /**
     * Goes on for a time; a pause lasts to the end of it.
     *
     * @param slowdown how long the work of a second takes, at least 1
     */
    void advance(double fromSeconds, double toSeconds, double slowdown, Consumer<FinishedStep> finished) {
        if (isPaused()) {
            pauseSeconds -= toSeconds - fromSeconds;
            return;
        }
        double now = fromSeconds;
        while (now + leftSeconds * slowdown <= toSeconds && !isPaused()) {
            now += leftSeconds * slowdown;
            doneSeconds += workSeconds;
            step++;
            finished.accept(new FinishedStep(step, now, norms.next(doneSeconds, now)));
            begin();
            if (doneSeconds >= checkpointAtSeconds) {
                checkpointAtSeconds += parameters.get(SimulationParameter.CHECKPOINT_EVERY_SECONDS);
                pauseSeconds = parameters.get(SimulationParameter.CHECKPOINT_SECONDS);
            }
        }
        if (!isPaused()) {
            leftSeconds -= (toSeconds - now) / slowdown;
        }
    }

    private void begin() {
        workSeconds = parameters.get(SimulationParameter.STEP_SECONDS)
                * StrictMath.exp(parameters.get(SimulationParameter.STEP_JITTER) * jitter.normal());
        leftSeconds = workSeconds;
    }
}
