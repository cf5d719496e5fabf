package org.thermograd.domain.efficiency;

/** The last few values of a signal. Confined to one thread. */
final class RecentValues {
    private final double[] ring;
    private int size;
    private int next;

    RecentValues(int capacity) {
        this.ring = new double[capacity];
    }

    void add(double value) {
        ring[next] = value;
        next = (next + 1) % ring.length;
        size = Math.min(size + 1, ring.length);
    }

    void clear() {
        size = 0;
        next = 0;
    }

    boolean isFull() {
        return size == ring.length;
    }

    /** Returns the mean of the values held, at least one. */
    double mean() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += ring[i];
        }
        return sum / size;
    }

    /** Returns the population deviation of the values held, 0 for one. */
    double deviation() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += (ring[i] - mean) * (ring[i] - mean);
        }
        return Math.sqrt(squares / size);
    }
}
