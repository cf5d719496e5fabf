package org.thermograd.domain.analysis.coincidence;

import static java.util.Objects.requireNonNull;

/**
 * The test in the time without pauses and the time after each.
 *
 * @param counts what it counted
 * @param p the larger p-value of the global null and of the blocks; 1 if no event of either side is left
 */
public record WithoutPauses(CoincidenceCounts counts, double p) {
    public WithoutPauses {
        requireNonNull(counts, "counts");
    }
}
