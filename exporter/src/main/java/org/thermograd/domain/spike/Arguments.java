package org.thermograd.domain.spike;

/** Checks of the options that several rules share. */
final class Arguments {
    private Arguments() {}

    static void requirePositive(double value, String name) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be finite and greater than 0, got " + value);
        }
    }

    static void requireRatioOfAtLeastOne(double value, String name) {
        if (!(value >= 1 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be finite and at least 1, got " + value);
        }
    }
}
