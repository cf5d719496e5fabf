package org.thermograd.domain.ingest;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/**
 * What a run said about its time, the newest 16 of each kind by slot. Immutable.
 *
 * @param marks its marks
 * @param phases its phases
 */
public record RunNotes(SortedMap<Integer, TrainingMark> marks, SortedMap<Integer, TrainingPhase> phases) {
    /** Copies the maps. */
    public RunNotes {
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        phases = Collections.unmodifiableSortedMap(new TreeMap<>(phases));
    }
}
