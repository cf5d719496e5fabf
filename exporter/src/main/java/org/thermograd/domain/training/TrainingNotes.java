package org.thermograd.domain.training;

import java.util.List;

/**
 * What a run says about its time, beside its steps. Immutable.
 *
 * @param marks moments, at most {@link #MOST} in one push
 * @param phases stretches without training, likewise
 */
public record TrainingNotes(List<TrainingMark> marks, List<TrainingPhase> phases) {
    /** The greatest number of marks in one push, and of phases. */
    public static final int MOST = 16;
    /** Nothing. */
    public static final TrainingNotes NONE = new TrainingNotes(List.of(), List.of());

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if one is too long
     */
    public TrainingNotes {
        marks = copy("marks", marks);
        phases = copy("phases", phases);
    }

    private static <T> List<T> copy(String name, List<T> all) {
        if (all.size() > MOST) {
            throw new IllegalArgumentException(name + " must be at most " + MOST + ", got " + all.size());
        }
        return List.copyOf(all);
    }

    /** Returns whether there is neither a mark nor a phase. */
    public boolean isEmpty() {
        return marks.isEmpty() && phases.isEmpty();
    }
}
