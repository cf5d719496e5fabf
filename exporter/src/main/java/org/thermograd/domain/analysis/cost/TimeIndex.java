package org.thermograd.domain.analysis.cost;

/**
 * Finds the first of many ascending times after others. It knows where each of equal parts of their range begins and searches in one
 * part only, which holds one time on average. Immutable and thread-safe.
 */
final class TimeIndex {
    private final long[] numbers;
    private final int stride;
    private final long partMillis;
    /** For each part how many times lie before it. */
    private final int[] before;

    /**
     * Wraps times, which must not change any more.
     *
     * @param numbers ascending times of 0 or more, each the first of as many numbers as the stride
     */
    TimeIndex(long[] numbers, int stride) {
        this.numbers = numbers;
        this.stride = stride;
        int size = numbers.length / stride;
        long last = size == 0 ? 0 : time(size - 1);
        this.partMillis = Math.max(1, last / Math.max(1, size));
        this.before = new int[(int) (last / partMillis) + 2];
        int part = 0;
        for (int i = 0; i < size; i++) {
            while (part <= time(i) / partMillis) {
                before[part++] = i;
            }
        }
        while (part < before.length) {
            before[part++] = size;
        }
    }

    private long time(int index) {
        return numbers[stride * index];
    }

    /**
     * Returns for each of some times the index of the first one after it; the number of all if there is none.
     *
     * @param shift what is added to each
     */
    int[] firstAfter(long[] times, long shift) {
        int[] first = new int[times.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = firstAfter(times[i] + shift);
        }
        return first;
    }

    /** Returns the index of the first time after the given one; their number if there is none. */
    int firstAfter(long time) {
        if (time < 0) {
            return 0;
        }
        int part = (int) Math.min(time / partMillis, before.length - 2);
        int first = before[part];
        int last = before[part + 1];
        while (first < last && time(first) <= time) {
            first++;
        }
        return first;
    }
}
