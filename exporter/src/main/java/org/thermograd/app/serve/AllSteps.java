package org.thermograd.app.serve;

import java.util.List;
import java.util.SortedMap;
import org.thermograd.domain.ingest.Examination;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;

/**
 * Several that hear of steps, as one.
 *
 * @param listeners in the order in which they hear
 */
record AllSteps(List<StepListener> listeners) implements StepListener {
    AllSteps {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void described(RunId run, SortedMap<String, String> labels, List<String> devices) {
        listeners.forEach(listener -> listener.described(run, labels, devices));
    }

    @Override
    public void accepted(RunId run, TrainingStep step, Examination examination) {
        listeners.forEach(listener -> listener.accepted(run, step, examination));
    }

    @Override
    public void noted(RunId run, RunAnnotations notes) {
        listeners.forEach(listener -> listener.noted(run, notes));
    }

    @Override
    public void ended(RunId run, RunEnd how) {
        listeners.forEach(listener -> listener.ended(run, how));
    }
}
