package org.thermograd.domain.ingest;

import java.util.List;
import java.util.Optional;

/**
 * Observed values in buckets. Immutable.
 *
 * @param buckets by upper bound, ascending, the last one infinite
 * @param sum sum of all observed values
 */
public record Distribution(List<Bucket> buckets, double sum) {
    /** Copies the list. */
    public Distribution {
        buckets = List.copyOf(buckets);
    }

    /**
     * The values above the bound of the bucket before.
     *
     * @param upperBound the greatest value that falls in here
     * @param count number of values in this bucket alone
     * @param exemplar the last of them, absent if there is none
     */
    public record Bucket(double upperBound, long count, Optional<Exemplar> exemplar) {}

    /** Returns the number of observed values. */
    public long count() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }

    /**
     * The step that was counted last in a bucket.
     *
     * @param value what was observed
     * @param step number of the step
     * @param epochMillis when it ended
     */
    public record Exemplar(double value, long step, long epochMillis) {}
}
