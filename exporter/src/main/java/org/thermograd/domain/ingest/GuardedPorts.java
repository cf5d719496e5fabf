package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
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
        tell(() -> listener.described(run, labels, devices));
    }

    @Override
    public void accepted(RunId run, TrainingStep step, Examination examination) {
        tell(() -> listener.accepted(run, step, examination));
    }

    @Override
    public void noted(RunId run, RunAnnotations notes) {
        tell(() -> listener.noted(run, notes));
    }

    @Override
    public void ended(RunId run, RunEnd how) {
        tell(() -> listener.ended(run, how));
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

    private void tell(Runnable call) {
        guarded(
                () -> {
                    call.run();
                    return true;
                },
                true);
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
