package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/**
 * What a run said beside its steps: about its time, the newest 16 of each kind by slot, and of its ranks. Immutable.
 *
 * @param marks its marks
 * @param phases its phases
 * @param ranks the ranks that are counted each for itself, by number
 * @param otherRanks the ranks beyond the limit together; absent where there are none
 */
public record RunNotes(
        SortedMap<Integer, TrainingMark> marks,
        SortedMap<Integer, TrainingPhase> phases,
        SortedMap<Integer, RankTotals> ranks,
        Optional<RankTotals> otherRanks) {
    /** Copies the maps. */
    public RunNotes {
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        phases = Collections.unmodifiableSortedMap(new TreeMap<>(phases));
        ranks = Collections.unmodifiableSortedMap(new TreeMap<>(ranks));
        requireNonNull(otherRanks, "otherRanks");
    }
}
