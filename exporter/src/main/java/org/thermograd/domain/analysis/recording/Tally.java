package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thermograd.domain.Require;

/**
 * What became of the rows or entries of one recording. Immutable and thread-safe.
 *
 * @param used how many rows or entries are in the result
 * @param counts per rule that something fell under, how often and where first; in the order of {@link SkipRule}
 */
public record Tally(int used, Map<SkipRule, Count> counts) {
    /**
     * How often a rule was met.
     *
     * @param count at least 1; rows or entries, or values for the rules about values
     * @param first where in the file it was met first
     * @param value what stood there, shortened to fit a line; absent for rules that are not about a value
     */
    public record Count(int count, Place first, Optional<String> value) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if {@code count} is less than 1
         */
        public Count {
            requireNonNull(first, "first");
            requireNonNull(value, "value");
            if (count < 1) {
                throw new IllegalArgumentException("count must be at least 1, got " + count);
            }
        }

        /** Returns where it was met first, with the value that stood there, such as {@code line 2: GPU0}. */
        public String firstInWords() {
            return first + value.map(text -> ": " + text).orElse("");
        }
    }

    /**
     * Copies {@code counts}.
     *
     * @throws IllegalArgumentException if {@code used} is negative
     */
    public Tally {
        Require.notNegative("used", used);
        Map<SkipRule, Count> copy = new EnumMap<>(SkipRule.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    /** Returns how often a rule was met, 0 if never. */
    public int count(SkipRule rule) {
        Count count = counts.get(requireNonNull(rule, "rule"));
        return count == null ? 0 : count.count();
    }

    /** Returns where a rule was met first, or nothing if it never was. */
    public Optional<Place> first(SkipRule rule) {
        return Optional.ofNullable(counts.get(requireNonNull(rule, "rule"))).map(Count::first);
    }

    /** Returns how many rows or entries were left out, blank lines and repeated headers included. */
    public int dropped() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().drops())
                .mapToInt(entry -> entry.getValue().count())
                .sum();
    }

    /**
     * Returns all rules that were met in one line of words, the most frequent first, such as {@code 3 x row shorter than
     * the header (first at line 7), 1 x blank line (first at line 2)}; empty if there is none.
     */
    public String summary() {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().count()))
                .map(entry -> entry.getValue().count() + " x " + entry.getKey().description() + " (first at "
                        + entry.getValue().firstInWords() + ")")
                .collect(Collectors.joining(", "));
    }
}
