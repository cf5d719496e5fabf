package org.thermograd.domain.analysis.cost;

/**
 * Stretches of time on the line of {@link StepTimes}. Immutable.
 *
 * @param startMillis ascending
 * @param endMillis no later than the next start
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never handed out, never compared
record Stretches(long[] startMillis, long[] endMillis) {
    /** Tells of each step whether at least half of it lies in the stretches. */
    boolean[] holdHalfOf(StepTimes steps) {
        boolean[] inside = new boolean[steps.size()];
        int stretch = 0;
        for (int i = 0; i < inside.length; i++) {
            long start = steps.startMillis()[i];
            long end = steps.endMillis()[i];
            stretch = firstEndingAfter(start, stretch);
            inside[i] = holdsHalf(start, end, stretch);
        }
        return inside;
    }

    /** Tells of each step whether it comes closer to a stretch than some time; at that distance exactly it does not. */
    boolean[] comeNear(StepTimes steps, long millis) {
        boolean[] near = new boolean[steps.size()];
        int stretch = 0;
        for (int i = 0; i < near.length; i++) {
            stretch = firstEndingAfter(steps.startMillis()[i] - millis, stretch);
            near[i] = stretch < startMillis.length && startMillis[stretch] - millis < steps.endMillis()[i];
        }
        return near;
    }

    /** Returns the first stretch, from the given one on, that ends after some time; their number if none does. */
    int firstEndingAfter(long millis, int from) {
        int stretch = from;
        while (stretch < endMillis.length && endMillis[stretch] <= millis) {
            stretch++;
        }
        return stretch;
    }

    /**
     * Tells whether at least half of some time lies in the stretches.
     *
     * @param first the first stretch that ends after its start
     */
    boolean holdsHalf(long start, long end, int first) {
        return first < startMillis.length
                && startMillis[first] < end
                && 2 * millisWithin(start, end, first) >= end - start;
    }

    private long millisWithin(long start, long end, int first) {
        long within = 0;
        for (int i = first; i < startMillis.length && startMillis[i] < end; i++) {
            within += Math.min(end, endMillis[i]) - Math.max(start, startMillis[i]);
        }
        return within;
    }
}
