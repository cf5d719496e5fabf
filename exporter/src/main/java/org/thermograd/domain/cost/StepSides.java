package org.thermograd.domain.cost;

/** Which steps lie inside episodes of one kind, and which far from every episode. Immutable and thread-safe. */
public final class StepSides {
    private final long[] millisWithin;
    private final boolean[] inside;
    private final boolean[] outside;

    private StepSides(long[] millisWithin, boolean[] inside, boolean[] outside) {
        this.millisWithin = millisWithin;
        this.inside = inside;
        this.outside = outside;
    }

    /**
     * Sorts steps.
     *
     * @param episodes of the kind
     * @param any episodes of all kinds together
     * @param guardMillis a step this close to one of those is not outside
     */
    public static StepSides of(StepTimes steps, Episodes episodes, Episodes any, long guardMillis) {
        long[] within = episodes.millisWithin(steps);
        boolean[] inside = new boolean[within.length];
        boolean[] outside = any.comeNear(steps, guardMillis);
        for (int i = 0; i < within.length; i++) {
            inside[i] = 2 * within[i] >= steps.millis(i);
            outside[i] = !outside[i];
        }
        return new StepSides(within, inside, outside);
    }

    /** Returns how much of a step lies in episodes of the kind, in milliseconds. */
    long millisWithin(int step) {
        return millisWithin[step];
    }

    /** Tells of a step whether at least half of it lies in episodes of the kind. */
    public boolean isInside(int step) {
        return inside[step];
    }

    /** Tells of a step that neither it nor the guard before and after it touches any episode of any kind. */
    public boolean isOutside(int step) {
        return outside[step];
    }
}
