package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.SlowSteps;

/**
 * What the steps of a run tell beside their spikes: the last 16 of each kind by slot, 0 to 15, and how many there were.
 * Immutable.
 *
 * @param spikeStepStartMillis by the slot of a spike event when its first flagged step began: the time of the step
 *     before; absent where there is none
 * @param slowSteps runs of slow steps with one of at least a second more than the median, the newest as far as it has come
 * @param slowRuns how many runs of slow steps there were
 * @param restartMillis when the run restarted from a checkpoint
 * @param restarts how often it did
 * @param levelShiftMillis onsets of the spike events with which the gradient norm rose for good
 * @param levelShifts how many of them there were
 * @param medianMillis the median of the last 1000 steps, longer than 0; absent before the second step
 */
public record StepMarks(
        SortedMap<Integer, Long> spikeStepStartMillis,
        SortedMap<Integer, SlowSteps> slowSteps,
        long slowRuns,
        SortedMap<Integer, Long> restartMillis,
        long restarts,
        SortedMap<Integer, Long> levelShiftMillis,
        long levelShifts,
        OptionalDouble medianMillis) {
    /** Copies the collections. */
    public StepMarks {
        spikeStepStartMillis = Collections.unmodifiableSortedMap(new TreeMap<>(spikeStepStartMillis));
        slowSteps = Collections.unmodifiableSortedMap(new TreeMap<>(slowSteps));
        restartMillis = Collections.unmodifiableSortedMap(new TreeMap<>(restartMillis));
        levelShiftMillis = Collections.unmodifiableSortedMap(new TreeMap<>(levelShiftMillis));
        requireNonNull(medianMillis, "medianMillis");
    }
}
