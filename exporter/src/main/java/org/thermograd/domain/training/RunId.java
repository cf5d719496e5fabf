package org.thermograd.domain.training;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The name of a training run, safe as a label, as a path segment and as the name of a file. Runs sort by name.
 *
 * @param value 1 to 128 letters, digits, dots, underscores and hyphens of ASCII, but neither {@code .} nor {@code ..}
 */
public record RunId(String value) implements Comparable<RunId> {
    /** What {@link #value} must look like, apart from the two names that are folders everywhere. */
    public static final String PATTERN = "[A-Za-z0-9._-]{1,128}";

    private static final Pattern VALID = Pattern.compile(PATTERN);

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it does not match
     */
    public RunId {
        requireNonNull(value, "value");
        if (isFolder(value) || !VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("run must match " + PATTERN + " and not be . or .., got " + value);
        }
    }

    /** Tells whether a text is {@code .} or {@code ..}, which no run can be called. */
    public static boolean isFolder(String value) {
        return value.equals(".") || value.equals("..");
    }

    /** Tells whether a text is the name of a run. */
    public static boolean isValid(String value) {
        return !isFolder(value) && VALID.matcher(value).matches();
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    /** Returns {@link #value}. */
    @Override
    public String toString() {
        return value;
    }
}
