package org.thermograd.domain.ingest;

import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;

/**
 * Hears of every new step and of the end of runs, once each and in order. It is called while the ingestor's lock is held:
 * it must return quickly and not call the ingestor. What it throws is counted and otherwise without effect.
 */
public interface StepListener {
    /** Hears nothing. */
    StepListener NONE = new StepListener() {};

    /**
     * Called for each new step of a push, in time order.
     *
     * @param step the step, with a time in any case
     */
    default void accepted(RunId run, TrainingStep step, Examination examination) {}

    /** Called when an active run ends, but not when an ended one is forgotten. */
    default void ended(RunId run, RunEnd how) {}
}
