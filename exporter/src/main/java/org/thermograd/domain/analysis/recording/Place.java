package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.thermograd.domain.Require;

/**
 * Where in a recording something is.
 *
 * @param unit what is counted
 * @param number from 1
 */
public record Place(Unit unit, long number) {
    /** What {@link #number} counts. */
    public enum Unit {
        /** Lines of the file, blank ones and headers included. */
        LINE,
        /** Elements of the array of a training log. */
        ENTRY
    }

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code number} is less than 1
     */
    public Place {
        requireNonNull(unit, "unit");
        Require.atLeast(1, "number", number);
    }

    public static Place line(long number) {
        return new Place(Unit.LINE, number);
    }

    /** Returns the place in words, such as {@code line 3} or {@code entry 3}. */
    @Override
    public String toString() {
        return unit.name().toLowerCase(Locale.ROOT) + " " + number;
    }
}
