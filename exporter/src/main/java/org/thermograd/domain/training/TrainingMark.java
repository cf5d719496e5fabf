package org.thermograd.domain.training;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.Require;

/**
 * A moment that somebody wants to find again: the window was opened, the learning rate was lowered by hand.
 *
 * @param epochMillis when, by the clock of the run, at least 0
 * @param text what happened, 1 to {@link #MAX_CHARS} characters
 */
public record TrainingMark(long epochMillis, String text) {
    /** The greatest length of the text, in characters. */
    public static final int MAX_CHARS = 128;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public TrainingMark {
        Require.notNegative("epochMillis", epochMillis);
        requireNonNull(text, "text");
        if (!isText(text)) {
            throw new IllegalArgumentException(
                    "text must have 1 to " + MAX_CHARS + " characters, got " + text.length());
        }
    }

    /** Returns whether a mark may have the text. */
    public static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= MAX_CHARS;
    }
}
