package org.thermograd.adapter.report.view;

import java.util.OptionalDouble;
import org.thermograd.domain.analysis.coincidence.RateRatio;

/** A rate ratio in words: with its interval, and how large it is. */
final class RatioWords {
    private static final double NEGLIGIBLE_BELOW = 1.5;
    private static final double WEAK_BELOW = 3;
    private static final double MODERATE_BELOW = 10;

    private RatioWords() {}

    /** Returns a rate ratio with its interval in a sentence, such as {@code 35.7 (95% CI 12.4–141)}. */
    static String withInterval(RateRatio ratio) {
        return ratio.lower().isEmpty() && ratio.upper().isEmpty()
                ? "undefined"
                : orInfinite(ratio.estimate()) + " (95% CI " + orInfinite(ratio.lower()) + "–"
                        + orInfinite(ratio.upper()) + ")";
    }

    /** Returns a rate ratio with its interval, such as {@code 35.7 [12.4, 141]}. */
    static String rateRatio(RateRatio ratio) {
        if (ratio.lower().isEmpty() && ratio.upper().isEmpty()) {
            return "undefined";
        }
        return orInfinite(ratio.estimate()) + " [" + orInfinite(ratio.lower()) + ", " + orInfinite(ratio.upper()) + "]";
    }

    private static String orInfinite(OptionalDouble value) {
        return value.isPresent() ? Figures.number(value.getAsDouble()) : "∞";
    }

    /** Returns how large a rate ratio is, in a word, or in those of both ends of its interval. */
    static String label(RateRatio ratio) {
        String lower = label(ratio.lower().orElse(Double.POSITIVE_INFINITY));
        String upper = label(ratio.upper().orElse(Double.POSITIVE_INFINITY));
        return lower.equals(upper) ? lower : lower + " to " + upper;
    }

    private static String label(double rateRatio) {
        if (rateRatio < NEGLIGIBLE_BELOW) {
            return "negligible";
        }
        if (rateRatio < WEAK_BELOW) {
            return "weak";
        }
        return rateRatio < MODERATE_BELOW ? "moderate" : "strong";
    }
}
