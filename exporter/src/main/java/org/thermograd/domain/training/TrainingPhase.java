package org.thermograd.domain.training;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.series.Segment;

/**
 * A stretch of a run in which it does not train: an evaluation, a checkpoint. It is told when it is over.
 *
 * @param name what the run did, 1 to {@link #MAX_CHARS} characters
 * @param time from its start to its end, by the clock of the run, at least 0
 */
public record TrainingPhase(String name, Segment time) {
    /** The greatest length of the name, in characters. */
    public static final int MAX_CHARS = 64;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public TrainingPhase {
        requireNonNull(name, "name");
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + MAX_CHARS + " characters, got " + name.length());
        }
        if (time.startMillis() < 0) {
            throw new IllegalArgumentException("time must start at 0 or later, got " + time.startMillis());
        }
    }

    /** Returns whether a phase may have the name. */
    public static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= MAX_CHARS;
    }
}
