package org.thermograd.domain.analysis.finding;

import java.util.Arrays;
import org.thermograd.domain.analysis.coincidence.ShiftSweep;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.series.Segment;

/**
 * Pairs of a cause and an effect of one run at certain lags, as they are and when all effects are shifted together around
 * the time that is watched, its gaps cut out. Immutable and thread-safe.
 *
 * <p>The windows of causes stay where they are and keep only watched time, so that the observed pairs are those of the
 * shift by 0.
 */
final class PairShifts {
    private static final long MOST_PAIRS = 100_000;
    private static final int MOST_SHIFTS = 999;
    private static final int FEWEST_SHIFTS = 99;
    private static final long MOST_STEPS = 8_000_000;

    private final Segment[] segments;
    private final long[] causes;
    private final long[] effects;
    private final long[] onCircle;
    private final long length;

    private PairShifts(Segment[] segments, long[] causes, long[] effects) {
        this.segments = segments;
        this.causes = causes;
        this.effects = effects;
        this.length = Arrays.stream(segments).mapToLong(Segment::lengthMillis).sum();
        this.onCircle = Arrays.stream(effects).map(this::withoutGaps).toArray();
    }

    static PairShifts of(Stratum stratum) {
        return new PairShifts(
                stratum.coverage().segments().toArray(Segment[]::new), stratum.causeMillis(), stratum.effectMillis());
    }

    /** Returns whether there are so many pairs that only some shifts are looked at. */
    boolean isSampled() {
        return (long) causes.length * effects.length > MOST_PAIRS;
    }

    /** Returns how many pairs a window of this width would hold at even rates. */
    double expected(long widthMillis) {
        return (double) causes.length * effects.length * widthMillis / length;
    }

    /** Returns how many pairs have {@code from <= effect - cause < to}. */
    int count(long from, long to) {
        int count = 0;
        int first = 0;
        int end = 0;
        for (long cause : causes) {
            first = advance(effects, first, cause + from);
            end = advance(effects, end, cause + to);
            count += end - first;
        }
        return count;
    }

    /** Returns over how many shifts each number of pairs has such a lag. */
    long[] shifted(long from, long to) {
        Pieces pieces = pieces(from, to);
        return isSampled() ? sampled(pieces) : swept(pieces);
    }

    private static int advance(long[] ascending, int index, long time) {
        int next = index;
        while (next < ascending.length && ascending[next] < time) {
            next++;
        }
        return next;
    }

    /** Returns the watched time before a time. */
    private long withoutGaps(long time) {
        long watched = 0;
        for (Segment segment : segments) {
            if (time <= segment.startMillis()) {
                break;
            }
            watched += Math.min(time, segment.endMillis()) - segment.startMillis();
        }
        return watched;
    }

    /** The windows of causes on the circle: starts and ends ascend, windows may overlap. */
    private static final class Pieces {
        private final long[] starts;
        private final long[] ends;

        Pieces(long[] starts, long[] ends) {
            this.starts = starts;
            this.ends = ends;
        }
    }

    private Pieces pieces(long from, long to) {
        long[] starts = new long[causes.length];
        long[] ends = new long[causes.length];
        int size = 0;
        for (long cause : causes) {
            long start = withoutGaps(cause + from);
            long end = withoutGaps(cause + to);
            if (start < end) {
                starts[size] = start;
                ends[size++] = end;
            }
        }
        return new Pieces(Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
    }

    private long[] swept(Pieces pieces) {
        Tally tally = new Tally();
        ShiftSweep.tell(onCircle, pieces.starts, pieces.ends, length, tally::add);
        return tally.shiftsByCount();
    }

    private long[] sampled(Pieces pieces) {
        Tally tally = new Tally();
        tally.add(pairs(pieces, 0), 1);
        long affordable = MOST_STEPS / (effects.length + 2L * causes.length);
        int shifts = (int) Math.max(FEWEST_SHIFTS, Math.min(MOST_SHIFTS, affordable));
        for (int m = 0; m < shifts; m++) {
            tally.add(pairs(pieces, (long) Math.floor((m + 0.5) * length / shifts)), 1);
        }
        return tally.shiftsByCount();
    }

    private int pairs(Pieces pieces, long shift) {
        long[] moved = new long[onCircle.length];
        int wrapped = advance(onCircle, 0, length - shift);
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (onCircle[(wrapped + i) % moved.length] + shift) % length;
        }
        int pairs = 0;
        int first = 0;
        int end = 0;
        for (int i = 0; i < pieces.starts.length; i++) {
            first = advance(moved, first, pieces.starts[i]);
            end = advance(moved, end, pieces.ends[i]);
            pairs += end - first;
        }
        return pairs;
    }

    /** For each number of pairs the shifts that have it; grows with the largest number. Confined to one thread. */
    private static final class Tally {
        private long[] shiftsByCount = new long[16];
        private int largest;

        void add(int count, long shifts) {
            if (count >= shiftsByCount.length) {
                shiftsByCount = Arrays.copyOf(shiftsByCount, Math.max(count + 1, 2 * shiftsByCount.length));
            }
            shiftsByCount[count] += shifts;
            largest = Math.max(largest, count);
        }

        long[] shiftsByCount() {
            return Arrays.copyOf(shiftsByCount, largest + 1);
        }
    }
}
