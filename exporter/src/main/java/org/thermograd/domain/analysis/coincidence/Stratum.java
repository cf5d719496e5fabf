package org.thermograd.domain.analysis.coincidence;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.thermograd.domain.series.Coverage;

/**
 * The causes and effects of one run inside its coverage. Immutable and thread-safe. Effects of all devices of a run
 * form one list, since devices of one chassis share what happens to them.
 */
public final class Stratum {
    private final long[] causeStarts;
    private final long[] causes;
    private final long[] effects;
    private final Coverage coverage;

    private Stratum(long[] causeStarts, long[] causes, long[] effects, Coverage coverage) {
        this.causeStarts = causeStarts;
        this.causes = causes;
        this.effects = effects;
        this.coverage = coverage;
    }

    /**
     * Returns the stratum of the events that the coverage holds.
     *
     * @param causes times in milliseconds, in any order; those outside the coverage are left out
     * @param effects likewise
     * @param coverage where both would have been seen
     */
    public static Stratum of(long[] causes, long[] effects, Coverage coverage) {
        requireNonNull(coverage, "coverage");
        long[] covered = covered(causes, coverage);
        return new Stratum(covered, covered, covered(effects, coverage), coverage);
    }

    /**
     * Returns the stratum of causes that last some time. A cause is where it ends.
     *
     * @param causeStarts when each cause begins, ascending
     * @param causes when it ends, ascending; those that end outside the coverage are left out
     * @param effects times in milliseconds, in any order; those outside the coverage are left out
     * @param coverage where both would have been seen
     */
    public static Stratum ofIntervals(long[] causeStarts, long[] causes, long[] effects, Coverage coverage) {
        requireNonNull(coverage, "coverage");
        int[] inside = IntStream.range(0, causes.length)
                .filter(i -> coverage.contains(causes[i]))
                .toArray();
        return new Stratum(
                Arrays.stream(inside).mapToLong(i -> causeStarts[i]).toArray(),
                Arrays.stream(inside).mapToLong(i -> causes[i]).toArray(),
                covered(effects, coverage),
                coverage);
    }

    /** Returns the same in a part of the coverage. */
    public Stratum in(Coverage part) {
        return ofIntervals(causeStarts, causes, effects, part);
    }

    private static long[] covered(long[] times, Coverage coverage) {
        return Arrays.stream(times).filter(coverage::contains).sorted().toArray();
    }

    /** Returns the same events with causes and effects exchanged. */
    public Stratum reversed() {
        return new Stratum(effects, effects, causes, coverage);
    }

    /** When the causes begin, ascending; shared, not to be written to. */
    long[] causeStarts() {
        return causeStarts;
    }

    /** The causes, ascending; shared, not to be written to. */
    long[] causes() {
        return causes;
    }

    /** The effects, ascending; shared, not to be written to. */
    long[] effects() {
        return effects;
    }

    /** Returns a copy of the times of the causes in milliseconds, ascending. */
    public long[] causeMillis() {
        return causes.clone();
    }

    /** Returns a copy of the times of the effects in milliseconds, ascending. */
    public long[] effectMillis() {
        return effects.clone();
    }

    /** Returns where both would have been seen. */
    public Coverage coverage() {
        return coverage;
    }
}
