package org.thermograd.adapter.linux;

import java.util.HashMap;
import java.util.Map;

/**
 * Adds up counters of the kernel that can come, go, start over or wrap around, to one that only grows. What a counter had
 * when the first of them were read counts; one that comes later counts from when it came. Confined to one thread at a time.
 */
final class GrowingCount {
    private final Map<Object, Long> last = new HashMap<>();
    private double total;
    private boolean begun;

    /**
     * Takes what a counter stands at.
     *
     * @param range how many values it has before it starts at 0 again; 0 for one that does not
     */
    void update(Object counter, long value, long range) {
        Long before = last.put(counter, value);
        if (before == null) {
            total += begun ? 0 : value;
        } else if (value >= before) {
            total += value - before;
        } else if (range >= before) {
            total += range - before + value;
        }
    }

    /** Says that all counters that were there from the start have been read once. */
    void begin() {
        begun = true;
    }

    /** Returns whether anything was counted yet. */
    boolean isEmpty() {
        return last.isEmpty();
    }

    /** Returns the sum. */
    double total() {
        return total;
    }
}
