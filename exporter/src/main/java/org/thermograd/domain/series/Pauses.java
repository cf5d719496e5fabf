package org.thermograd.domain.series;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The pauses of a run (evaluation, checkpoint, restart), and the coverage that is left without them and the time after
 * each, after each restart, and after each start of a segment of the coverage. Immutable and thread-safe.
 *
 * @param pauses the pauses, in time order, those outside the coverage included
 * @param thresholdMillis a pause has a step longer than this
 * @param partly whether the threshold was raised, so that shorter pauses are not left out
 * @param leftOutMillis covered time that is left out
 * @param tested what is left; pieces of one millisecond are dropped
 * @param totalMillis the covered time
 */
public record Pauses(
        List<Segment> pauses,
        double thresholdMillis,
        boolean partly,
        long leftOutMillis,
        Coverage tested,
        long totalMillis) {
    private static final int FEWEST_LEFT = 3;

    /** Copies the list. */
    public Pauses {
        pauses = List.copyOf(pauses);
        requireNonNull(tested, "tested");
    }

    /**
     * Returns the same for a part of the time.
     *
     * @param part what is tested of it
     */
    public Pauses in(Coverage part) {
        Coverage left = tested.intersect(part).withoutInstants();
        return new Pauses(
                pauses, thresholdMillis, partly, part.totalMillis() - left.totalMillis(), left, part.totalMillis());
    }

    /** Returns whether at least a third of the covered time is left, so that it can be tested. */
    public boolean usable() {
        return FEWEST_LEFT * tested.totalMillis() >= totalMillis;
    }
}
