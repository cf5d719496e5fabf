package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.commons.statistics.descriptive.Median;
import org.thermograd.domain.spike.LevelShiftRule;

/**
 * Finds level shifts as steps come, by the rule of {@code LevelShifts}: a long run of flagged steps after which the norm
 * stays high. One is known once so many steps as the rule looks at have come after it, or at the end of the run if they are
 * enough. Confined to one thread.
 */
final class ShiftWatch {
    static final LevelShiftRule RULE = LevelShiftRule.DEFAULTS;

    private final double logMinRatio;
    private final FlaggedSteps current = new FlaggedSteps();
    /** Long enough, and over; the steps after it come. */
    private final FlaggedSteps candidate = new FlaggedSteps();

    ShiftWatch(double logMinRatio) {
        this.logMinRatio = logMinRatio;
    }

    /** A run of flagged steps, and the steps after its last one so far. */
    private static final class FlaggedSteps {
        private final double[] after = new double[RULE.after()];
        private int afterCount;
        private int flagged;
        private long spikeMillis;
        private double median;

        void clear() {
            flagged = 0;
            afterCount = 0;
        }

        void copy(FlaggedSteps other) {
            System.arraycopy(other.after, 0, after, 0, other.afterCount);
            afterCount = other.afterCount;
            flagged = other.flagged;
            spikeMillis = other.spikeMillis;
            median = other.median;
        }

        boolean staysHigh(double logMinRatio) {
            double level = Median.withDefaults().withCopy(true).evaluateRange(after, 0, afterCount);
            return level - median > logMinRatio;
        }

        void writeTo(DataOutputStream out) throws IOException {
            out.writeByte(afterCount);
            for (int i = 0; i < afterCount; i++) {
                out.writeDouble(after[i]);
            }
            out.writeInt(flagged);
            out.writeLong(spikeMillis);
            out.writeDouble(median);
        }

        void readFrom(DataInputStream in) throws IOException {
            afterCount = in.readUnsignedByte();
            for (int i = 0; i < afterCount; i++) {
                after[i] = in.readDouble();
            }
            flagged = in.readInt();
            spikeMillis = in.readLong();
            median = in.readDouble();
        }
    }

    /**
     * Takes a step that is flagged.
     *
     * @param norm its norm, finite and above 0
     * @param median the median logarithm that it was judged by
     * @param spikeMillis the onset of the spike event that it belongs to
     * @return the onset of the spike event with which a level shift began, where this step is the last that was needed to
     *     know it; else {@link Slots#NONE}
     */
    long flagged(double norm, double median, long spikeMillis) {
        long found = follow(Math.log(norm));
        if (current.flagged == 0) {
            current.spikeMillis = spikeMillis;
            current.median = median;
        }
        current.flagged++;
        current.afterCount = 0;
        return found;
    }

    /** Takes a step with a usable norm that is not flagged, and returns the same. */
    long unflagged(double norm) {
        if (current.flagged == 0 && candidate.flagged == 0) {
            return Slots.NONE;
        }
        double log = Math.log(norm);
        long found = follow(log);
        if (current.flagged > 0) {
            current.after[current.afterCount] = log;
            current.afterCount++;
            if (current.afterCount > RULE.bridge()) {
                if (current.flagged >= RULE.minSteps()) {
                    candidate.copy(current);
                }
                current.clear();
            }
        }
        return found;
    }

    private long follow(double log) {
        if (candidate.flagged == 0) {
            return Slots.NONE;
        }
        candidate.after[candidate.afterCount] = log;
        candidate.afterCount++;
        return candidate.afterCount == RULE.after() ? end() : Slots.NONE;
    }

    /** Decides by the steps that there are, as no more come, and returns the same. */
    long end() {
        boolean shift = candidate.flagged > 0
                && candidate.afterCount >= LevelShiftRule.FEWEST_AFTER
                && candidate.staysHigh(logMinRatio);
        long found = shift ? candidate.spikeMillis : Slots.NONE;
        candidate.clear();
        return found;
    }

    /** Decides likewise and begins anew. */
    long restart() {
        current.clear();
        return end();
    }

    void writeTo(DataOutputStream out) throws IOException {
        current.writeTo(out);
        candidate.writeTo(out);
    }

    void readFrom(DataInputStream in) throws IOException {
        current.readFrom(in);
        candidate.readFrom(in);
    }
}
