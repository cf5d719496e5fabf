package org.thermograd.domain;

import java.time.Duration;

/** Checks of arguments that records and rules share; each refusal names the argument, the rule and the value. */
public final class Require {
    private Require() {}

    /**
     * Refuses a text without a character that is not white space.
     *
     * @return the text
     * @throws IllegalArgumentException if it is blank
     */
    public static String notBlank(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, got \"" + text + "\"");
        }
        return text;
    }

    /**
     * Refuses a negative number.
     *
     * @throws IllegalArgumentException if the value is below 0
     */
    public static void notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, got " + value);
        }
    }

    /**
     * Refuses what is not above 0.
     *
     * @throws IllegalArgumentException if the value is 0 or less
     */
    public static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }

    /**
     * Refuses what is not above 0, or not finite.
     *
     * @throws IllegalArgumentException if the value is 0 or less, infinite or {@code NaN}
     */
    public static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and positive, got " + value);
        }
    }

    /**
     * Refuses what is below a bound.
     *
     * @throws IllegalArgumentException if the value is less than the bound
     */
    public static void atLeast(long bound, String name, long value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", got " + value);
        }
    }

    /**
     * Refuses what is below another argument.
     *
     * @throws IllegalArgumentException if the value is less than the other
     */
    public static void atLeast(String otherName, int other, String name, int value) {
        if (value < other) {
            throw new IllegalArgumentException(
                    name + " must be at least " + otherName + " " + other + ", got " + value);
        }
    }

    /**
     * Refuses what is below 1, or not finite.
     *
     * @throws IllegalArgumentException if the value is below 1, infinite or {@code NaN}
     */
    public static void atLeastOne(String name, double value) {
        if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and at least 1, got " + value);
        }
    }

    /**
     * Refuses what is no share of a whole.
     *
     * @throws IllegalArgumentException if the value is not between 0 and 1, both excluded
     */
    public static void share(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1, got " + value);
        }
    }

    /**
     * Refuses what is not finite.
     *
     * @throws IllegalArgumentException if the value is infinite or {@code NaN}
     */
    public static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, got " + value);
        }
    }

    /**
     * Refuses a time that goes back.
     *
     * @throws IllegalArgumentException if the duration is below 0
     */
    public static void notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be at least 0, got " + duration);
        }
    }

    /**
     * Refuses a time that does not pass.
     *
     * @throws IllegalArgumentException if the duration is 0 or less
     */
    public static void positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, got " + duration);
        }
    }
}
