package org.thermograd.domain.cost;

/**
 * Finds the first of many ascending times after another. It knows where each of equal parts of their range begins and searches in one
 * part only, which holds one time on average. Immutable and thread-safe.
 */
final class TimeIndex {
    private final long[] millis;
    private final long partMillis;
    /** For each part how many times lie before it. */
    private final int[] before;

    /** Wraps ascending times, which are 0 or more and must not change any more. */
    TimeIndex(long[] millis) {
        this.millis = millis;
        long last = millis.length == 0 ? 0 : millis[millis.length - 1];
        this.partMillis = Math.max(1, last / Math.max(1, millis.length));
        this.before = new int[(int) (last / partMillis) + 2];
        int part = 0;
        for (int i = 0; i < millis.length; i++) {
            while (part <= millis[i] / partMillis) {
                before[part++] = i;
            }
        }
        while (part < before.length) {
            before[part++] = millis.length;
        }
    }

    /** Returns the index of the first time after the given one; their number if there is none. */
    int firstAfter(long time) {
        if (time < 0) {
            return 0;
        }
        int part = (int) Math.min(time / partMillis, before.length - 2);
        int low = before[part];
        int high = before[part + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (millis[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
