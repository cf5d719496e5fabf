package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.training.RunAnnotations;

/**
 * What happened in a session, as its events.jsonl has it. Immutable and thread-safe.
 *
 * @param collapses in the order in which they began to be known
 * @param spikes in that order too
 * @param runs the lives of the runs; one that went on after its end has several
 * @param annotations what runs said about their time, by run; one that said nothing is not there
 * @param tally how many events there are, and what was skipped
 */
public record RecordedEvents(
        List<Collapse> collapses,
        List<Spike> spikes,
        List<RunLife> runs,
        SortedMap<String, RunAnnotations> annotations,
        Tally tally) {
    /** Copies the collections. */
    public RecordedEvents {
        requireNonNull(tally, "tally");
        collapses = List.copyOf(collapses);
        spikes = List.copyOf(spikes);
        runs = List.copyOf(runs);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** Returns what a run said about its time. */
    public RunAnnotations annotationsOf(String run) {
        return annotations.getOrDefault(run, RunAnnotations.NONE);
    }

    /**
     * A collapse of a device.
     *
     * @param device its name
     * @param reason why it counts as collapsed, which says the kind
     * @param onsetMillis first sample of its condition
     * @param endMillis its last sample; absent if it went on at the end of the session
     */
    public record Collapse(String device, CollapseReason reason, long onsetMillis, OptionalLong endMillis) {
        /** Checks for nulls. */
        public Collapse {
            requireNonNull(device, "device");
            requireNonNull(reason, "reason");
            requireNonNull(endMillis, "endMillis");
        }
    }

    /**
     * A spike of a run.
     *
     * @param run its name
     * @param detector what found it
     * @param onsetMillis time of its first step
     */
    public record Spike(String run, String detector, long onsetMillis) {
        /** Checks for nulls. */
        public Spike {
            requireNonNull(run, "run");
            requireNonNull(detector, "detector");
        }
    }

    /**
     * A run from its first push to its end.
     *
     * @param run its name
     * @param onsetMillis time of the first push, by the clock of the exporter
     * @param endMillis when it ended; absent if it was active at the end of the session
     * @param how how it ended, likewise
     * @param labels its free-form tags, as it said last
     * @param devices what it trains on, as it said last
     */
    public record RunLife(
            String run,
            long onsetMillis,
            OptionalLong endMillis,
            Optional<RunEnd> how,
            SortedMap<String, String> labels,
            List<String> devices) {
        /** Copies the collections. */
        public RunLife {
            requireNonNull(run, "run");
            requireNonNull(endMillis, "endMillis");
            requireNonNull(how, "how");
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            devices = List.copyOf(devices);
        }

        /**
         * Returns the same life at other times.
         *
         * @param moved a time from the one it was
         */
        public RunLife movedTo(LongUnaryOperator moved) {
            OptionalLong end =
                    endMillis.isPresent() ? OptionalLong.of(moved.applyAsLong(endMillis.getAsLong())) : endMillis;
            return new RunLife(run, moved.applyAsLong(onsetMillis), end, how, labels, devices);
        }
    }
}
