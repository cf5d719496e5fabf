package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The greatest value of the last minute in the time of the data, in steps of a second: it reaches back 60 to 61 s from the
 * newest time, so that who looks once a minute misses nothing. Confined to one thread; constant memory at any rate.
 */
final class WindowMaximum {
    /** Length of the window. */
    static final int SECONDS = 60;

    private static final int SLOTS = SECONDS + 1;
    private static final double NONE = Double.NEGATIVE_INFINITY;

    private final double[] maxima = new double[SLOTS];
    private long newestSecond = Long.MIN_VALUE / 2;

    WindowMaximum() {
        Arrays.fill(maxima, NONE);
    }

    /** Begins anew, at any time. */
    void clear() {
        Arrays.fill(maxima, NONE);
        newestSecond = Long.MIN_VALUE / 2;
    }

    /** Moves the end of the window on to a time, unless it is there already. */
    void advance(long epochMillis) {
        long second = Math.floorDiv(epochMillis, 1000L);
        if (second - newestSecond >= SLOTS) {
            Arrays.fill(maxima, NONE);
            newestSecond = second;
        }
        while (newestSecond < second) {
            newestSecond++;
            maxima[slot(newestSecond)] = NONE;
        }
    }

    /** Adds a value that is not {@code NaN}; one before the window is left out. */
    void add(long epochMillis, double value) {
        advance(epochMillis);
        long second = Math.floorDiv(epochMillis, 1000L);
        if (second > newestSecond - SLOTS) {
            int slot = slot(second);
            maxima[slot] = Math.max(maxima[slot], value);
        }
    }

    OptionalDouble get() {
        double max = NONE;
        for (double one : maxima) {
            max = Math.max(max, one);
        }
        return max == NONE ? OptionalDouble.empty() : OptionalDouble.of(max);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SLOTS);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(newestSecond);
        for (double max : maxima) {
            out.writeDouble(max);
        }
    }

    static WindowMaximum readFrom(DataInputStream in) throws IOException {
        WindowMaximum window = new WindowMaximum();
        window.newestSecond = in.readLong();
        for (int slot = 0; slot < SLOTS; slot++) {
            window.maxima[slot] = in.readDouble();
        }
        return window;
    }
}
