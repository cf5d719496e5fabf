package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingNotes;
import org.thermograd.domain.training.TrainingStep;

/** A listener and a source of conditions whose failures are counted and go no further. Confined to one thread. */
final class GuardedPorts implements StepListener, ConditionSource {
    private final StepListener listener;
    private final ConditionSource conditions;
    private long failures;

    GuardedPorts(StepListener listener, ConditionSource conditions) {
        this.listener = requireNonNull(listener, "listener");
        this.conditions = requireNonNull(conditions, "conditions");
    }

    long failures() {
        return failures;
    }

    @Override
    public void described(RunId run, SortedMap<String, String> labels, List<String> devices) {
        guarded(
                () -> {
                    listener.described(run, labels, devices);
                    return run;
                },
                run);
    }

    @Override
    public void accepted(RunId run, TrainingStep step, Examination examination) {
        guarded(
                () -> {
                    listener.accepted(run, step, examination);
                    return run;
                },
                run);
    }

    @Override
    public void noted(RunId run, TrainingNotes notes) {
        guarded(
                () -> {
                    listener.noted(run, notes);
                    return run;
                },
                run);
    }

    @Override
    public void ended(RunId run, RunEnd how) {
        guarded(
                () -> {
                    listener.ended(run, how);
                    return run;
                },
                run);
    }

    @Override
    public Set<StepCondition> possible() {
        return guarded(() -> Set.copyOf(conditions.possible()), Set.of(StepCondition.CLEAR));
    }

    @Override
    public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
        return guarded(
                () -> requireNonNull(conditions.during(devices, fromMillis, toMillis), "condition"),
                StepCondition.CLEAR);
    }

    @Override
    public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
        return guarded(() -> conditions.throttled(devices, fromMillis, toMillis), false);
    }

    @Override
    public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
        return guarded(
                () -> requireNonNull(conditions.episodes(devices, fromMillis), "episodes"), WatchedEpisodes.NONE);
    }

    private <T> T guarded(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            failures++;
            return otherwise;
        }
    }
}
