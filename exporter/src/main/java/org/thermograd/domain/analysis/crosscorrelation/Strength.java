package org.thermograd.domain.analysis.crosscorrelation;

import java.util.Locale;

/** How large a coefficient is, in a word. */
public enum Strength {
    /** Below 0.1. */
    NEGLIGIBLE,
    /** Below 0.3. */
    WEAK,
    /** Below 0.5. */
    MODERATE,
    /** 0.5 or more. */
    STRONG;

    /** Returns the word for a coefficient of either sign. */
    public static Strength of(double r) {
        double size = Math.abs(r);
        if (size < 0.1) {
            return NEGLIGIBLE;
        }
        if (size < 0.3) {
            return WEAK;
        }
        return size < 0.5 ? MODERATE : STRONG;
    }

    /** Returns the word. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
