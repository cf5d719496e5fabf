package org.thermograd.domain.ingest;

import java.util.List;
import java.util.SortedMap;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;

/**
 * Hears of runs, of every new step and of the end of runs, once each and in order. It is called while the ingestor's lock is held:
 * it must return quickly and not call the ingestor. What it throws is counted and otherwise without effect.
 */
public interface StepListener {
    /** Hears nothing. */
    StepListener NONE = new StepListener() {};

    /**
     * Called where a run opens, opens again after its end, or says something else about itself, before the steps of that
     * push.
     *
     * @param labels its free-form tags, as they are now
     * @param devices what it trains on, as it said; empty where it did not say
     */
    default void described(RunId run, SortedMap<String, String> labels, List<String> devices) {}

    /**
     * Called for each new step of a push, in time order.
     *
     * @param step the step, with a time in any case
     */
    default void accepted(RunId run, TrainingStep step, Examination examination) {}

    /** Called where a run says something new beside its steps, before the steps of that push. */
    default void noted(RunId run, RunAnnotations notes) {}

    /** Called when an active run ends, but not when an ended one is forgotten. */
    default void ended(RunId run, RunEnd how) {}
}
