package org.thermograd.domain.spike;

/** Checks of the options that several rules share. */
final class Arguments {
    private Arguments() {}

    static void requirePositive(double value, String name) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be finite and greater than 0, got " + value);
        }
    }

    static void requireAtLeastTwo(int value, String name) {
        if (value < 2) {
            throw new IllegalArgumentException(name + " must be at least 2, got " + value);
        }
    }

    static void requireWindow(int window, int minSamples) {
        if (window < minSamples) {
            throw new IllegalArgumentException("window must be at least minSamples " + minSamples + ", got " + window);
        }
    }

    static void requireRatioOfAtLeastOne(double value, String name) {
        if (!(value >= 1 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be finite and at least 1, got " + value);
        }
    }
}
