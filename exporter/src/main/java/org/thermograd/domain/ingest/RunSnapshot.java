package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.Signal;

/**
 * All there is to show of a run at one moment. Immutable; which part of it is to be shown is for the stage to say.
 *
 * @param run the run
 * @param stage how much of it is to be shown
 * @param end how it ended; absent while it is active
 * @param labels its free-form tags
 * @param devices what it trains on, as it said
 * @param lastPushMillis when it pushed last, by the exporter's clock
 * @param startMillis time of its earliest step, absent before the first
 * @param step number of its newest step, absent before the first
 * @param last the newest value of each signal, {@code NaN} and infinite ones too; absent where none came yet
 * @param gradNormWindowMax greatest finite norm of the last minute of its steps
 * @param gradNormThreshold the norm above which the next step is a spike; absent in the warm-up
 * @param clockSkewMillis how far its clock is behind, see {@link ClockSkew}
 * @param counts what was counted
 * @param spikeOnsetMillis the last 16 spike onsets by slot, 0 to 15
 * @param marks what else its steps tell
 * @param gradNorms the finite norms of at least 0, by step
 * @param stepSeconds durations of steps by condition
 * @param costs what throttling and collapses have cost
 * @param notes what it said about its time
 */
public record RunSnapshot(
        RunId run,
        Stage stage,
        Optional<RunEnd> end,
        SortedMap<String, String> labels,
        List<String> devices,
        long lastPushMillis,
        OptionalLong startMillis,
        OptionalLong step,
        Map<Signal, Double> last,
        OptionalDouble gradNormWindowMax,
        OptionalDouble gradNormThreshold,
        OptionalLong clockSkewMillis,
        StepCounts counts,
        SortedMap<Integer, Long> spikeOnsetMillis,
        StepMarks marks,
        Distribution gradNorms,
        Map<StepCondition, Distribution> stepSeconds,
        LiveCosts costs,
        RunNotes notes) {
    /** Copies the collections. */
    public RunSnapshot {
        requireNonNull(run, "run");
        requireNonNull(stage, "stage");
        requireNonNull(end, "end");
        requireNonNull(costs, "costs");
        requireNonNull(notes, "notes");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        devices = List.copyOf(devices);
        last = Map.copyOf(last);
        spikeOnsetMillis = Collections.unmodifiableSortedMap(new TreeMap<>(spikeOnsetMillis));
        requireNonNull(marks, "marks");
        stepSeconds = Collections.unmodifiableMap(new EnumMap<>(stepSeconds));
    }

    /**
     * What was counted in the steps of a run. Immutable.
     *
     * @param steps new steps
     * @param spikeSteps steps that are spikes
     * @param spikes spike events
     * @param unexamined steps that the detector did not judge, with those that the client did not send
     * @param late steps that came after a newer one
     * @param duplicates steps that were pushed again, or so late that this cannot be told
     * @param dropped steps that the client says it did not send
     * @param nonFinite values that were {@code NaN} or infinite, for every signal
     */
    public record StepCounts(
            long steps,
            long spikeSteps,
            long spikes,
            long unexamined,
            long late,
            long duplicates,
            long dropped,
            Map<Signal, Long> nonFinite) {
        /** Copies the map. */
        public StepCounts {
            nonFinite = Collections.unmodifiableMap(new EnumMap<>(nonFinite));
        }
    }

    /** How much of a run is shown, from its life to its oblivion. */
    public enum Stage {
        /** Everything. */
        ACTIVE,
        /** The run has ended: counters, histograms, onsets, and its marks. */
        COUNTED,
        /** The run ended a while ago: that it is not active, its labels and its last push. */
        MARKED
    }
}
