package org.thermograd.domain.analysis.cost;

/**
 * Which steps lie inside episodes of one kind, and which far from every episode. Confined to one thread.
 *
 * @param millisWithin of each step, how much of it lies in episodes of the kind
 * @param inside at least half of it does
 * @param outside neither it nor the guard before and after it touches any episode of any kind
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never handed out, never compared
record StepSides(long[] millisWithin, boolean[] inside, boolean[] outside) {
    /**
     * Sorts steps.
     *
     * @param episodes of the kind
     * @param any episodes of all kinds together
     */
    static StepSides of(StepTimes steps, Episodes episodes, Episodes any, long guardMillis) {
        long[] within = episodes.millisWithin(steps);
        boolean[] inside = new boolean[within.length];
        boolean[] outside = any.comeNear(steps, guardMillis);
        for (int i = 0; i < within.length; i++) {
            inside[i] = 2 * within[i] >= steps.millis(i);
            outside[i] = !outside[i];
        }
        return new StepSides(within, inside, outside);
    }
}
