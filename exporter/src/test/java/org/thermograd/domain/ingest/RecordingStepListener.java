package org.thermograd.domain.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;

/** Remembers what it hears. Confined to one thread. */
final class RecordingStepListener implements StepListener {
    /** A step that was accepted. */
    record Heard(RunId run, TrainingStep step, Examination examination) {}

    final List<Heard> heard = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    final List<String> described = new ArrayList<>();
    final List<RunAnnotations> noted = new ArrayList<>();

    @Override
    public void described(RunId run, SortedMap<String, String> labels, List<String> devices) {
        described.add(run + " " + labels + " " + devices);
    }

    @Override
    public void accepted(RunId run, TrainingStep step, Examination examination) {
        heard.add(new Heard(run, step, examination));
    }

    @Override
    public void noted(RunId run, RunAnnotations notes) {
        noted.add(notes);
    }

    @Override
    public void ended(RunId run, RunEnd how) {
        ends.add(run + " " + how);
    }

    /** Returns what became of the steps, in the order in which they were heard. */
    List<Examination> examinations() {
        return heard.stream().map(Heard::examination).toList();
    }

    /** Returns the times of the spike onsets. */
    List<Long> onsets() {
        return heard.stream()
                .filter(one -> one.examination() == Examination.SPIKE_ONSET)
                .map(one -> one.step().epochMillis().orElseThrow())
                .toList();
    }
}
